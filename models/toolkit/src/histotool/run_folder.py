"""What a training run leaves: `run.json` (the facts) and its weights, in the form of its family.

The facts, for every family: `family`, `architecture` (as the card shows it), `labels`, `temperature`, `input` and
`output` (the card's sections), `training`, `metrics`; optional: `positiveLabel` (else the second label),
`decisionThreshold` (else 0.5), `licence`, `intendedUse`. Beside them what the family needs to rebuild its network.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from histotool import families
from histotool.preprocessing import Preprocessing


@dataclass(frozen=True)
class Run:
    """A trained network and the facts of its training."""

    facts: dict
    model: nn.Module

    @property
    def preprocessing(self) -> Preprocessing:
        return Preprocessing.of_card(self.facts["input"])

    @property
    def output_names(self) -> list[str]:
        """Of the graph, in its order."""
        output = self.facts["output"]
        maps = output.get("activationMaps")
        names = (output["name"], output.get("labelMass"), maps["name"] if maps else None)
        return [name for name in names if name]

    def shape(self, batch: int) -> tuple[int, ...]:
        """Of the graph's input."""
        return batch, *self.preprocessing.tensor_shape()

    def example(self, batch: int = 2) -> torch.Tensor:
        """Zeros of the graph's input shape, for tracing."""
        return torch.zeros(self.shape(batch))

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        torch.save(self.model.state_dict(), folder / "checkpoint.pt")
        self.save_facts(folder)

    def save_facts(self, folder: Path) -> None:
        (folder / "run.json").write_text(json.dumps(self.facts, indent=2) + "\n", encoding="utf-8")

    @staticmethod
    def load(folder: Path) -> "Run":
        facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        return Run(facts, families.load(folder, facts).eval())
