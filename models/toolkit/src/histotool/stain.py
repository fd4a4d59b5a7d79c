"""
Stain normalisation as a step of the preprocessing, on uint8 RGB, with the same results as the worker's.

Everything is computed in double, in the same order of operations as in the worker's package `image.stain`. Version 1
fixes every constant below; another constant would be another version. A picture whose stains cannot be told is left
as it is: one in which fewer than 1 % of the pixels are tissue (optical density at least 0.15 in every channel), of one
colour, or grey.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy
import PIL.Image

from histotool.eigenvectors import eigenvectors

VERSION = 1
LIGHT = 240.0
"""The level of light that met no tissue."""
TISSUE_DENSITY = 0.15
LEAST_TISSUE = 0.01
LEAST_SPREAD = 1e-6
"""Below it there is one colour, or one stain, only, apart from rounding."""
LOW, HIGH = 0.01, 0.99

DENSITIES = numpy.array([-math.log((level + 1) / LIGHT) for level in range(256)])

LAB_L, LAB_ALPHA, LAB_BETA = 1 / math.sqrt(3), 1 / math.sqrt(6), 1 / math.sqrt(2)


@dataclass(frozen=True)
class StainMatrix:
    """Optical densities (red, green, blue) of both stains, each of length 1, and 99th percentiles of concentrations."""

    stains: tuple[tuple[float, float, float], tuple[float, float, float]]
    max_concentrations: tuple[float, float]


@dataclass(frozen=True)
class ColourStatistics:
    """Of the pixels in Ruderman's l, alpha and beta."""

    mean: tuple[float, float, float]
    std: tuple[float, float, float]


@dataclass(frozen=True)
class Macenko:
    """Macenko et al., "A method for normalizing histology slides for quantitative analysis", ISBI 2009."""

    reference: StainMatrix
    method = "macenko"

    def normalise(self, pixels: numpy.ndarray) -> numpy.ndarray:
        """uint8 [..., 3] of the same; statistics are taken over all pixels together."""
        flat = pixels.reshape(-1, 3)
        found = stain_matrix(flat)
        if found is None:
            return pixels
        unmixing = _unmixing(*found.stains)
        scales = [wanted / own for wanted, own in zip(self.reference.max_concentrations, found.max_concentrations)]
        densities = DENSITIES[flat]
        levels = numpy.empty_like(flat)
        for channel in range(3):
            haematoxylin = self.reference.stains[0][channel] * scales[0]
            eosin = self.reference.stains[1][channel] * scales[1]
            row = [haematoxylin * unmixing[0][each] + eosin * unmixing[1][each] for each in range(3)]
            levels[:, channel] = _levels(LIGHT * numpy.exp(-_along(row, densities)))
        return levels.reshape(pixels.shape)

    def card(self) -> dict:
        return {
            "method": self.method,
            "version": VERSION,
            "stains": [list(each) for each in self.reference.stains],
            "maxConcentrations": list(self.reference.max_concentrations),
        }


@dataclass(frozen=True)
class Reinhard:
    """Reinhard et al., "Color transfer between images", IEEE Computer Graphics and Applications 21(5), 2001."""

    reference: ColourStatistics
    method = "reinhard"

    def normalise(self, pixels: numpy.ndarray) -> numpy.ndarray:
        """uint8 [..., 3] of the same; statistics are taken over all pixels together."""
        flat = pixels.reshape(-1, 3)
        found = colour_statistics(flat)
        if found is None:
            return pixels
        channels = []
        for own, own_mean, own_std, mean, std in zip(
            _lab(flat), found.mean, found.std, self.reference.mean, self.reference.std
        ):
            channels.append((own - own_mean) * (std / own_std) + mean)
        return _rgb(*channels).reshape(pixels.shape)

    def card(self) -> dict:
        return {
            "method": self.method,
            "version": VERSION,
            "mean": list(self.reference.mean),
            "std": list(self.reference.std),
        }


def stain_of_card(entry: dict) -> Macenko | Reinhard:
    """Of a card's `input.stain`; every method takes its own fields and no others."""
    fields = {"macenko": ("stains", "maxConcentrations"), "reinhard": ("mean", "std")}.get(entry.get("method"))
    if fields is None:
        raise ValueError(f"stain.method must be macenko or reinhard, not {entry.get('method')}")
    if set(entry) != {"method", "version", *fields}:
        raise ValueError(f"stain.method {entry['method']} takes version, {', '.join(fields)}, and nothing else")
    if entry["version"] != VERSION:
        raise ValueError(f"stain.version must be {VERSION}")
    if entry["method"] == "reinhard":
        return Reinhard(ColourStatistics(tuple(entry["mean"]), tuple(entry["std"])))
    return Macenko(StainMatrix(tuple(map(tuple, entry["stains"])), tuple(entry["maxConcentrations"])))


def fit(method: str, images: Iterable[numpy.ndarray]) -> tuple[Macenko | Reinhard, int]:
    """
    The method with the medians over the images (uint8 [..., 3]) as reference, and how many images had any; raises
    `ValueError` where none has.
    """
    estimate = {"macenko": stain_matrix, "reinhard": colour_statistics}[method]
    found = [each for each in (estimate(image.reshape(-1, 3)) for image in images) if each is not None]
    if not found:
        raise ValueError("no image has enough tissue of more than one colour")
    if method == "reinhard":
        middle = ColourStatistics(_medians([each.mean for each in found]), _medians([each.std for each in found]))
        return Reinhard(middle), len(found)
    stains = tuple(_of_length_1(_medians([each.stains[stain] for each in found])) for stain in range(2))
    return Macenko(StainMatrix(stains, _medians([each.max_concentrations for each in found]))), len(found)


def stain_matrix(pixels: numpy.ndarray) -> StainMatrix | None:
    """By Macenko's method, of uint8 [pixels, 3]; None for a picture whose stains cannot be told."""
    densities = DENSITIES[pixels]
    tissue = densities[_is_tissue(densities)]
    if not _is_enough(tissue, pixels):
        return None
    (largest, main), (second, side), _ = eigenvectors(_covariance(tissue))
    if second <= LEAST_SPREAD * largest:
        return None
    if main[0] + main[1] + main[2] < 0:
        main = [-each for each in main]
    low, high = percentiles(numpy.arctan2(_along(side, tissue), _along(main, tissue)), LOW, HIGH)
    one, other = _towards(low, main, side), _towards(high, main, side)
    stains = (one, other) if one[0] > other[0] else (other, one)
    unmixing = _unmixing(*stains)
    if unmixing is None:
        return None
    largest_of_both = tuple(percentiles(_along(row, densities), HIGH)[0] for row in unmixing)
    return StainMatrix(stains, largest_of_both) if min(largest_of_both) > LEAST_SPREAD else None


def colour_statistics(pixels: numpy.ndarray) -> ColourStatistics | None:
    """Of uint8 [pixels, 3]; None for a picture with too little tissue, or whose colours do not vary."""
    densities = DENSITIES[pixels]
    if not _is_enough(densities[_is_tissue(densities)], pixels):
        return None
    means, deviations = [], []
    for channel in _lab(pixels):
        # Differences from an origin, since sums of squares far from it lose what varies.
        differences = channel - channel[0]
        shift = _sum(differences) / len(pixels)
        means.append(float(channel[0] + shift))
        deviations.append(math.sqrt(max(0.0, _sum(differences * differences) / len(pixels) - shift * shift)))
    return ColourStatistics(tuple(means), tuple(deviations)) if min(deviations) >= LEAST_SPREAD else None


def percentiles(values: numpy.ndarray, *shares: float) -> list[float]:
    """numpy's `percentile` with linear interpolation."""
    ordered = numpy.sort(values)
    found = []
    for share in shares:
        at = share * (len(ordered) - 1)
        lower = math.floor(at)
        above = at - lower
        low = float(ordered[lower])
        step = float(ordered[min(lower + 1, len(ordered) - 1)]) - low
        found.append(low + step * above if above < 0.5 else low + step - step * (1 - above))
    return found


def pixels_of(path: Path, size: tuple[int, int] | None = None) -> numpy.ndarray:
    """uint8 [height, width, 3], resized by Pillow's bilinear filter where a size (width, height) is given."""
    with PIL.Image.open(path) as image:
        rgb = image.convert("RGB")
        return numpy.array(rgb.resize(size, PIL.Image.Resampling.BILINEAR) if size else rgb)


def _is_tissue(densities: numpy.ndarray) -> numpy.ndarray:
    return (densities >= TISSUE_DENSITY).all(axis=-1)


def _is_enough(tissue: numpy.ndarray, pixels: numpy.ndarray) -> bool:
    return len(tissue) > 0 and len(tissue) >= LEAST_TISSUE * len(pixels)


def _sum(values: numpy.ndarray) -> float:
    """One after the other, as the worker adds; numpy's own sum takes another order."""
    return float(numpy.cumsum(values)[-1])


def _covariance(tissue: numpy.ndarray) -> list[list[float]]:
    around = [tissue[:, channel] - _sum(tissue[:, channel]) / len(tissue) for channel in range(3)]
    return [[_sum(row * column) / len(tissue) for column in around] for row in around]


def _along(row, densities: numpy.ndarray) -> numpy.ndarray:
    return row[0] * densities[:, 0] + row[1] * densities[:, 1] + row[2] * densities[:, 2]


def _towards(angle: float, main: list[float], side: list[float]) -> tuple[float, float, float]:
    return tuple(math.cos(angle) * main[channel] + math.sin(angle) * side[channel] for channel in range(3))


def _unmixing(one, other) -> list[list[float]] | None:
    """Two rows: least squares give a stain's concentration as a row times the densities; None where both are one."""
    one_one, one_other, other_other = _dot(one, one), _dot(one, other), _dot(other, other)
    determinant = one_one * other_other - one_other * one_other
    if determinant <= LEAST_SPREAD:
        return None
    return [
        [(other_other * one[channel] - one_other * other[channel]) / determinant for channel in range(3)],
        [(one_one * other[channel] - one_other * one[channel]) / determinant for channel in range(3)],
    ]


def _dot(one, other) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _levels(levels: numpy.ndarray) -> numpy.ndarray:
    return numpy.floor(numpy.clip(levels, 0, 255) + 0.5).astype(numpy.uint8)


def _lab(pixels: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Ruderman's l, alpha and beta, with the matrices of Reinhard et al."""
    red, green, blue = ((pixels[:, channel] + 1.0) / 256 for channel in range(3))
    long_wave = numpy.log10(0.3811 * red + 0.5783 * green + 0.0402 * blue)
    middle_wave = numpy.log10(0.1967 * red + 0.7244 * green + 0.0782 * blue)
    short_wave = numpy.log10(0.0241 * red + 0.1288 * green + 0.8444 * blue)
    return (
        LAB_L * (long_wave + middle_wave + short_wave),
        LAB_ALPHA * (long_wave + middle_wave - 2 * short_wave),
        LAB_BETA * (long_wave - middle_wave),
    )


def _rgb(lab_l: numpy.ndarray, lab_alpha: numpy.ndarray, lab_beta: numpy.ndarray) -> numpy.ndarray:
    """uint8 [pixels, 3]; the way back with the exact inverse of the paper's matrix, which it prints to four digits."""
    l, alpha, beta = LAB_L * lab_l, LAB_ALPHA * lab_alpha, LAB_BETA * lab_beta
    long_wave = numpy.power(10.0, l + alpha + beta)
    middle_wave = numpy.power(10.0, l + alpha - beta)
    short_wave = numpy.power(10.0, l - 2 * alpha)
    red = 4.468669863496255 * long_wave - 3.5886759034721263 * middle_wave + 0.11960436657860116 * short_wave
    green = -1.2197166276177633 * long_wave + 2.3830879129554567 * middle_wave - 0.16263011175140057 * short_wave
    blue = 0.0585084769385459 * long_wave - 0.26107843902769373 * middle_wave + 1.205665908525623 * short_wave
    return numpy.stack([_levels(each * 256 - 1) for each in (red, green, blue)], axis=-1)


def _medians(rows: list[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(float(median(column)) for column in zip(*rows))


def _of_length_1(vector) -> tuple[float, float, float]:
    length = math.sqrt(_dot(vector, vector))
    return tuple(each / length for each in vector)
