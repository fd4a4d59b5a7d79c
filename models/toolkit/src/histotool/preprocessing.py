"""The one preprocessing of training and serving, described as the model card describes it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy
import PIL.Image

FILTERS = {
    "bilinear": PIL.Image.Resampling.BILINEAR,
    "bicubic": PIL.Image.Resampling.BICUBIC,
    "lanczos": PIL.Image.Resampling.LANCZOS,
}


@dataclass(frozen=True)
class Preprocessing:
    """RGB, resized by Pillow to `width` × `height`, scaled to [0, 1], normalised: torchvision's ToTensor and Normalize."""

    width: int = 224
    height: int = 224
    filter: str = "bilinear"
    mean: tuple[float, float, float] = (0.485, 0.456, 0.406)
    std: tuple[float, float, float] = (0.229, 0.224, 0.225)

    def pixels(self, path: Path) -> numpy.ndarray:
        """uint8 [height, width, 3]."""
        with PIL.Image.open(path) as image:
            rgb = image.convert("RGB")
            return numpy.array(rgb.resize((self.width, self.height), FILTERS[self.filter]))

    def tensor(self, pixels: numpy.ndarray) -> numpy.ndarray:
        """float32 [..., 3, height, width] of uint8 [..., height, width, 3]."""
        scaled = pixels.astype(numpy.float32) / numpy.float32(255)
        normalised = (scaled - numpy.float32(self.mean)) / numpy.float32(self.std)
        return numpy.ascontiguousarray(numpy.moveaxis(normalised, -1, -3))

    def card(self) -> dict:
        return {
            "name": "pixels",
            "colourMode": "rgb",
            "resize": {"mode": "stretch"},
            "filter": self.filter,
            "width": self.width,
            "height": self.height,
            "rescale": 1 / 255,
            "mean": list(self.mean),
            "std": list(self.std),
            "layout": "nchw",
        }

    @staticmethod
    def of_card(entry: dict) -> "Preprocessing":
        if entry["resize"] != {"mode": "stretch"} or entry["colourMode"] != "rgb" or entry["layout"] != "nchw":
            raise ValueError("this toolkit makes models of stretched RGB images in NCHW")
        return Preprocessing(
            entry["width"], entry["height"], entry["filter"], tuple(entry["mean"]), tuple(entry["std"])
        )


def tensor_sha256(tensor: numpy.ndarray) -> str:
    """Digest of the little-endian float32 NCHW bytes."""
    return hashlib.sha256(tensor.astype("<f4").tobytes()).hexdigest()


def softmax(logits: numpy.ndarray, temperature: float = 1.0) -> numpy.ndarray:
    """In double, as the worker does it."""
    scaled = logits.astype(numpy.float64) / temperature
    exponents = numpy.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return exponents / exponents.sum(axis=-1, keepdims=True)
