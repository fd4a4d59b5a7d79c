"""
How a picture of any size becomes frames of the model's size: every `resize.mode` of a model card.

Sizes, roundings and the order of tiles are those of torchvision's `Resize` and `CenterCrop`, and of
`Idefics3ImageProcessorPil` and `Qwen2VLImageProcessorPil` (transformers 5.18); the resampling is Pillow's.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields

import PIL.Image

FILTERS = {
    "bilinear": PIL.Image.Resampling.BILINEAR,
    "bicubic": PIL.Image.Resampling.BICUBIC,
    "lanczos": PIL.Image.Resampling.LANCZOS,
}
LARGEST_EDGE = 4096
"""Idefics3's processor never makes a picture longer."""
LARGEST_ASPECT_RATIO = 200


class UnsupportedSize(ValueError):
    """The picture has no place in the model's fixed grid; in the worker the failure code UNSUPPORTED_SIZE."""


class Resize:
    """One mode; its dataclass fields are the card's, in snake case."""

    mode: str
    layouts: tuple[str, ...] = ("nchw",)
    frame_count = 1

    def frames(self, picture: PIL.Image.Image, width: int, height: int, resample) -> list[PIL.Image.Image]:
        """`frame_count` RGB pictures of `width` × `height`; `UnsupportedSize` where that cannot be."""
        raise NotImplementedError

    def require_reachable(self, width: int, height: int) -> None:
        """Raises `ValueError` for a size that no picture can take."""

    def card(self) -> dict:
        return {"mode": self.mode} | {_camel(each.name): getattr(self, each.name) for each in fields(self)}

    def _require_positive(self) -> None:
        for each in fields(self):
            if getattr(self, each.name) < 1:
                raise ValueError(f"resize.{_camel(each.name)} must be at least 1")


@dataclass(frozen=True)
class Stretch(Resize):
    """Both sides take the model's size, whatever the aspect ratio was."""

    mode = "stretch"

    def frames(self, picture, width, height, resample):
        return [picture.resize((width, height), resample)]


@dataclass(frozen=True)
class ShortestEdgeCentreCrop(Resize):
    """torchvision's `Resize(shortest_edge)` and `CenterCrop`, which pads with black what is too small."""

    shortest_edge: int
    mode = "shortest-edge-centre-crop"

    def __post_init__(self):
        self._require_positive()

    def frames(self, picture, width, height, resample):
        across, down = picture.size
        edge = self.shortest_edge
        size = (edge, int(edge * down / across)) if across <= down else (int(edge * across / down), edge)
        resized = picture.resize(size, resample)
        left, top = _cut(size[0], width), _cut(size[1], height)
        return [resized.crop((left, top, left + width, top + height))]


@dataclass(frozen=True)
class Idefics3(Resize):
    """Idefics3's processor without image splitting: to the longest edge, then to the model's size."""

    longest_edge: int
    mode = "idefics3"

    def __post_init__(self):
        self._require_positive()
        _require_longest_edge(self.longest_edge)

    def frames(self, picture, width, height, resample):
        longest = picture.resize(longest_edge_size(*picture.size, self.longest_edge), resample)
        return [longest.resize((width, height), resample)]


@dataclass(frozen=True)
class Idefics3Split(Resize):
    """With image splitting: to the longest edge, to whole tiles, cut row by row; the whole picture comes last."""

    longest_edge: int
    tile_rows: int
    tile_columns: int
    mode = "idefics3-split"
    layouts = ("ntchw",)

    def __post_init__(self):
        self._require_positive()
        _require_longest_edge(self.longest_edge)
        if self.tile_rows * self.tile_columns == 1:
            raise ValueError("tileRows x tileColumns must be more than one: one is not split")

    @property
    def frame_count(self) -> int:
        return self.tile_rows * self.tile_columns + 1

    def require_reachable(self, width, height):
        if width != height:
            raise ValueError("width and height must be equal: tiles are squares")

    def frames(self, picture, width, height, resample):
        longest = longest_edge_size(*picture.size, self.longest_edge)
        whole = whole_tiles_size(*longest, width)
        rows, columns = whole[1] // height, whole[0] // width
        if (rows, columns) != (self.tile_rows, self.tile_columns):
            raise UnsupportedSize(
                f"a picture of {picture.width}x{picture.height} pixels gives {rows} rows of {columns} tiles, "
                f"but the model takes {self.tile_rows} of {self.tile_columns}"
            )
        resized = picture.resize(longest, resample).resize(whole, resample)
        corners = [(column * width, row * height) for row in range(rows) for column in range(columns)]
        tiles = [resized.crop((left, top, left + width, top + height)) for left, top in corners]
        return [*tiles, resized.resize((width, height), resample)]


@dataclass(frozen=True)
class SmartResize(Resize):
    """Qwen2-VL's `smart_resize`; a picture for which it does not give the model's size is refused."""

    patch_size: int
    merge_size: int
    min_pixels: int
    max_pixels: int
    mode = "smart-resize"
    layouts = ("nchw", "patches")

    def __post_init__(self):
        self._require_positive()
        if self.min_pixels > self.max_pixels:
            raise ValueError("resize.minPixels must not be greater than resize.maxPixels")

    def require_reachable(self, width, height):
        factor = self.patch_size * self.merge_size
        if width % factor or height % factor:
            raise ValueError(f"width and height must be multiples of patchSize x mergeSize, which is {factor}")

    def frames(self, picture, width, height, resample):
        factor = self.patch_size * self.merge_size
        smart = smart_size(*picture.size, factor, self.min_pixels, self.max_pixels)
        if smart != (width, height):
            raise UnsupportedSize(
                f"a picture of {picture.width}x{picture.height} pixels becomes {smart[0]}x{smart[1]}, "
                f"but the model takes {width}x{height}"
            )
        return [picture.resize(smart, resample)]


def longest_edge_size(width: int, height: int, edge: int) -> tuple[int, int]:
    """(width, height); the shorter side is rounded down and then up to an even number."""
    aspect_ratio = width / height
    if width >= height:
        shorter = int(edge / aspect_ratio)
        return edge, max(1, shorter + shorter % 2)
    shorter = int(edge * aspect_ratio)
    return max(1, shorter + shorter % 2), edge


def whole_tiles_size(width: int, height: int, tile: int) -> tuple[int, int]:
    """(width, height) rounded up to whole tiles, the longer side first."""
    aspect_ratio = width / height
    if width >= height:
        width = math.ceil(width / tile) * tile
        return width, max(1, math.ceil(int(width / aspect_ratio) / tile)) * tile
    height = math.ceil(height / tile) * tile
    return max(1, math.ceil(int(height * aspect_ratio) / tile)) * tile, height


def smart_size(width: int, height: int, factor: int, min_pixels: int, max_pixels: int) -> tuple[int, int]:
    """(width, height) as multiples of the factor; halves round to even."""
    if max(height, width) / min(height, width) > LARGEST_ASPECT_RATIO:
        raise UnsupportedSize(f"a side of the picture is more than {LARGEST_ASPECT_RATIO} times as long as the other")
    nearest = round(width / factor) * factor, round(height / factor) * factor
    if nearest[0] * nearest[1] > max_pixels:
        shrink = math.sqrt((height * width) / max_pixels)
        return tuple(max(factor, math.floor(side / shrink / factor) * factor) for side in (width, height))
    if nearest[0] * nearest[1] < min_pixels:
        grow = math.sqrt(min_pixels / (height * width))
        return tuple(math.ceil(side * grow / factor) * factor for side in (width, height))
    return nearest


def resize_of_card(entry: dict) -> Resize:
    """Of a card's `input.resize`; every mode takes its own fields and no others."""
    mode = MODES.get(entry.get("mode"))
    if mode is None:
        raise ValueError(f"resize.mode must be one of {', '.join(MODES)}, not {entry.get('mode')}")
    given = set(entry) - {"mode"}
    wanted = {_camel(each.name) for each in fields(mode)}
    if given != wanted:
        raise ValueError(f"resize.mode {mode.mode} takes {_listed(wanted)}, but has {_listed(given)}")
    return mode(*(entry[_camel(each.name)] for each in fields(mode)))


MODES = {each.mode: each for each in (Stretch, ShortestEdgeCentreCrop, Idefics3, Idefics3Split, SmartResize)}


def _cut(resized: int, length: int) -> int:
    return -((length - resized) // 2) if resized < length else int(round((resized - length) / 2.0))


def _require_longest_edge(edge: int) -> None:
    if edge > LARGEST_EDGE:
        raise ValueError(f"resize.longestEdge must be at most {LARGEST_EDGE}")


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "no fields"
