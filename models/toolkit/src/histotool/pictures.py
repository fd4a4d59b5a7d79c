"""Pictures of smooth random colours, for models whose scores mean nothing anyway."""

from pathlib import Path

import numpy
import PIL.Image


def generate(folder: Path, count: int, seed: int) -> list[Path]:
    """A coarse grid of colours each, enlarged to the size of BreakHis' images."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_picture(folder / f"picture-{number}.png", seed + number) for number in range(count)]


def _picture(path: Path, seed: int) -> Path:
    coarse = numpy.random.default_rng(seed).integers(0, 256, (12, 18, 3), dtype=numpy.uint8)
    PIL.Image.fromarray(coarse).resize((700, 460), PIL.Image.Resampling.BICUBIC).save(path)
    return path
