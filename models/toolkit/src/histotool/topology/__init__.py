"""The networks by name; each builder takes the number of labels and the width, and keeps torchvision's key names."""

from collections.abc import Callable

from torch import nn

from histotool.topology.resnet import resnet34

BUILDERS: dict[str, Callable[..., nn.Module]] = {"resnet34": resnet34}


def build(name: str, labels: int, width: int) -> nn.Module:
    return BUILDERS[name](labels=labels, width=width)


def architecture(name: str, width: int) -> str:
    """The name that a card shows: a reduced network says so."""
    return name if width == 64 else f"{name}-w{width}"
