"""The family `cnn`: a run's `topology` and `width` rebuild the network, `checkpoint.pt` has torchvision's keys."""

from pathlib import Path

import torch
from torch import nn

from histotool import exporting, topology


def load(folder: Path, facts: dict) -> nn.Module:
    model = topology.build(facts["topology"], len(facts["labels"]), facts["width"])
    model.load_state_dict(torch.load(folder / "checkpoint.pt", map_location="cpu", weights_only=True))
    return model.eval()


def export(trained, path: Path) -> list[Path]:
    exporting.export(trained.model, path, trained.example(), trained.output_names)
    return []
