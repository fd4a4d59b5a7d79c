"""The one preprocessing of training and serving, described as the model card describes it."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy
import PIL.Image

from histotool.resizing import FILTERS, Resize, Stretch, resize_of_card
from histotool.stain import Macenko, Reinhard, stain_of_card

LAYOUTS = ("nchw", "ntchw", "patches")
PATCH_FRAMES = 2
"""Qwen2-VL's patches are two frames deep; an image is both of them."""


@dataclass(frozen=True)
class Preprocessing:
    """
    RGB, resized by Pillow, optionally stain-normalised, scaled to [0, 1] and normalised.

    For stretched pictures this is torchvision's `ToTensor` and `Normalize`; for the modes of the vision-language models
    it is what `Idefics3ImageProcessorPil` and `Qwen2VLImageProcessorPil` of transformers do, without needing them.
    """

    width: int = 224
    height: int = 224
    filter: str = "bilinear"
    mean: tuple[float, float, float] = (0.485, 0.456, 0.406)
    std: tuple[float, float, float] = (0.229, 0.224, 0.225)
    resize: Resize = field(default_factory=Stretch)
    layout: str = "nchw"
    stain: Macenko | Reinhard | None = None

    def __post_init__(self):
        if self.filter not in FILTERS:
            raise ValueError(f"filter must be one of {', '.join(FILTERS)}, not {self.filter}")
        if self.layout not in LAYOUTS:
            raise ValueError(f"layout must be one of {', '.join(LAYOUTS)}, not {self.layout}")
        if self.layout not in self.resize.layouts:
            raise ValueError(f"layout {self.layout} does not fit resize.mode {self.resize.mode}")
        self.resize.require_reachable(self.width, self.height)

    def pixels(self, source: Path | PIL.Image.Image) -> numpy.ndarray:
        """
        uint8 [height, width, 3], or [tiles, height, width, 3] where the image is split.

        Raises `UnsupportedSize` for a picture that has no place in the model's fixed grid.
        """
        if not isinstance(source, PIL.Image.Image):
            with PIL.Image.open(source) as image:
                return self.pixels(image)
        frames = self.resize.frames(source.convert("RGB"), self.width, self.height, FILTERS[self.filter])
        pixels = numpy.stack([numpy.asarray(frame) for frame in frames])
        if self.stain is not None:
            pixels = self.stain.normalise(pixels)
        return pixels if self.layout == "ntchw" else pixels[0]

    def tensor(self, pixels: numpy.ndarray) -> numpy.ndarray:
        """
        float32 of what `pixels` gives, or of several of them in a batch: [..., 3, height, width], or [..., patches,
        3 · 2 · patch · patch] for the layout `patches`.
        """
        scaled = pixels.astype(numpy.float32) / numpy.float32(255)
        normalised = (scaled - numpy.float32(self.mean)) / numpy.float32(self.std)
        planes = numpy.ascontiguousarray(numpy.moveaxis(normalised, -1, -3))
        return self._patches(planes) if self.layout == "patches" else planes

    def tensor_shape(self) -> tuple[int, ...]:
        """The shape of one image's tensor, without a batch axis."""
        if self.layout == "patches":
            patch = self.resize.patch_size
            return (self.height // patch) * (self.width // patch), 3 * PATCH_FRAMES * patch * patch
        frame = (3, self.height, self.width)
        return (self.resize.frame_count, *frame) if self.layout == "ntchw" else frame

    def _patches(self, planes: numpy.ndarray) -> numpy.ndarray:
        """Qwen2-VL's `patchify`: a merged square's patches follow one another; each is channel, copy, row, column."""
        patch, merge = self.resize.patch_size, self.resize.merge_size
        batch = planes.shape[:-3]
        rows, columns = self.height // patch // merge, self.width // patch // merge
        split = planes.reshape(-1, 3, rows, merge, patch, columns, merge, patch)
        ordered = split.transpose(0, 2, 5, 3, 6, 1, 4, 7)[:, :, :, :, :, :, None]
        both = numpy.repeat(ordered, PATCH_FRAMES, axis=6)
        return numpy.ascontiguousarray(both).reshape(*batch, *self.tensor_shape())

    def card(self) -> dict:
        entry = {
            "name": "pixels",
            "colourMode": "rgb",
            "resize": self.resize.card(),
            "filter": self.filter,
            "width": self.width,
            "height": self.height,
            "rescale": 1 / 255,
            "mean": list(self.mean),
            "std": list(self.std),
            "layout": self.layout,
        }
        return entry if self.stain is None else entry | {"stain": self.stain.card()}

    @staticmethod
    def of_card(entry: dict) -> "Preprocessing":
        """Of a card's input section; raises `ValueError` for what this toolkit does not know."""
        known = {"name", "colourMode", "resize", "filter", "width", "height", "rescale", "mean", "std", "layout", "stain"}
        if unknown := set(entry) - known:
            raise ValueError(f"input has unknown fields: {', '.join(sorted(unknown))}")
        if entry["colourMode"] != "rgb" or entry["rescale"] != 1 / 255:
            raise ValueError("this toolkit makes models of RGB images whose levels are divided by 255")
        return Preprocessing(
            entry["width"],
            entry["height"],
            entry["filter"],
            tuple(entry["mean"]),
            tuple(entry["std"]),
            resize_of_card(entry["resize"]),
            entry["layout"],
            stain_of_card(entry["stain"]) if entry.get("stain") else None,
        )


def tensor_sha256(tensor: numpy.ndarray) -> str:
    """Digest of the little-endian float32 bytes in the order of the layout."""
    return hashlib.sha256(tensor.astype("<f4").tobytes()).hexdigest()


def softmax(logits: numpy.ndarray, temperature: float = 1.0) -> numpy.ndarray:
    """In double, as the worker does it."""
    scaled = logits.astype(numpy.float64) / temperature
    exponents = numpy.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return exponents / exponents.sum(axis=-1, keepdims=True)
