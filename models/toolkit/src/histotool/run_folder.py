"""What a training run leaves: `checkpoint.pt` (a state dict with torchvision's keys) and `run.json`."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from histotool import topology
from histotool.manifest import LABELS
from histotool.preprocessing import Preprocessing


@dataclass(frozen=True)
class Run:
    """A trained network and the facts of its training."""

    facts: dict
    model: nn.Module

    @property
    def preprocessing(self) -> Preprocessing:
        return Preprocessing.of_card(self.facts["input"])

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        torch.save(self.model.state_dict(), folder / "checkpoint.pt")
        (folder / "run.json").write_text(json.dumps(self.facts, indent=2) + "\n", encoding="utf-8")

    @staticmethod
    def load(folder: Path) -> "Run":
        facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        model = topology.build(facts["topology"], len(LABELS), facts["width"])
        model.load_state_dict(torch.load(folder / "checkpoint.pt", map_location="cpu"))
        return Run(facts, model.eval())
