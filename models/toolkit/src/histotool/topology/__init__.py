"""The networks by name; each builder takes the number of labels and the width, and keeps torchvision's key names."""

from collections.abc import Callable

import torch
from torch import nn

from histotool.topology.alexnet import alexnet
from histotool.topology.grad_cam import hidden_size
from histotool.topology.resnet import resnet34
from histotool.topology.vgg import vgg19

BUILDERS: dict[str, Callable[..., nn.Module]] = {"alexnet": alexnet, "resnet34": resnet34, "vgg19": vgg19}


def build(name: str, labels: int, width: int, dropout: float | None = None) -> nn.Module:
    """`dropout` is a matter of training only, of networks that have it; None is torchvision's."""
    options = {} if dropout is None or name == "resnet34" else {"dropout": dropout}
    return BUILDERS[name](labels=labels, width=width, **options)


def architecture(name: str, width: int) -> str:
    """What a card shows: a reduced network says so, its fully connected layers too."""
    if width == 64:
        return name
    return f"{name}-w{width}" if name == "resnet34" else f"{name}-w{width} (fully connected layers of {hidden_size(width)})"


def output(model: nn.Module, height: int, width: int, maps: bool = True) -> dict:
    """The card's output section of a network on images of this size."""
    if not maps:
        return {"name": "logits"}
    with torch.no_grad():
        shape = model.eval().outputs(torch.zeros(1, 3, height, width))["activation_maps"].shape
    return {"name": "logits", "activationMaps": {
        "name": "activation_maps", "rows": shape[2], "columns": shape[3], "method": model.map_method}}
