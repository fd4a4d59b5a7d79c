"""The scores that a package promises, where they come from the graph itself and not from PyTorch."""

from pathlib import Path

import PIL.Image
import torch

from histotool import manifest, verifying
from histotool.preprocessing import Preprocessing


def images(folder: Path) -> list[Path]:
    """Files that Pillow can read, in the order of their names."""
    return [path for path in sorted(folder.rglob("*")) if media_type(path)]


def media_type(path: Path) -> str | None:
    if not path.is_file() or path.suffix.lower() not in manifest.SUFFIXES:
        return None
    with PIL.Image.open(path) as image:
        return PIL.Image.MIME.get(image.format)


class OnnxRun:
    """Stands where a `Run` stands when a package is written, for a graph that has no PyTorch model behind it."""

    def __init__(self, facts: dict, graph: Path):
        self.facts = facts
        self._session = verifying.session(graph)

    @property
    def preprocessing(self) -> Preprocessing:
        return Preprocessing.of_card(self.facts["input"])

    def model(self, pixels: torch.Tensor) -> torch.Tensor:
        return torch.from_numpy(verifying.logits(self._session, self.facts, pixels.numpy()))
