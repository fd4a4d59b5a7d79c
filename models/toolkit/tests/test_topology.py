import pytest
import torch

from histotool import topology

SIZES = {"alexnet": 61_100_840, "vgg19": 143_667_240, "resnet34": 21_797_672}
TORCHVISION = pytest.mark.parametrize("name", sorted(topology.BUILDERS))


@TORCHVISION
def test_full_width_has_torchvisions_parameter_count(name):
    with torch.device("meta"):
        model = topology.BUILDERS[name](labels=1000)

    assert sum(p.numel() for p in model.parameters()) == SIZES[name]


@TORCHVISION
def test_equals_torchvision(name):
    models = pytest.importorskip("torchvision.models", exc_type=Exception)
    ours, theirs = topology.build(name, 1000, 64), getattr(models, name)()

    ours.load_state_dict(theirs.state_dict())

    pixels = torch.randn(1, 3, 224, 224)
    with torch.no_grad():
        assert torch.equal(ours.eval()(pixels), theirs.eval()(pixels))


def test_keys_are_torchvisions():
    keys = set(topology.build("resnet34", 2, 4).state_dict())

    expected = {"conv1.weight", "bn1.running_var", "layer1.2.conv2.weight", "layer2.0.downsample.0.weight",
                "layer3.5.bn2.bias", "layer4.2.bn1.num_batches_tracked", "fc.weight", "fc.bias"}
    assert expected <= keys
    assert len(keys) == 218


@pytest.mark.parametrize(("name", "convolutions", "linears"), [
    ("alexnet", [0, 3, 6, 8, 10], [1, 4, 6]),
    ("vgg19", [0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34], [0, 3, 6])])
def test_layers_stand_where_torchvision_has_them(name, convolutions, linears):
    keys = set(topology.build(name, 2, 4).state_dict())

    layers = [f"features.{i}" for i in convolutions] + [f"classifier.{i}" for i in linears]
    assert keys == {f"{layer}.{kind}" for layer in layers for kind in ("weight", "bias")}


@pytest.mark.parametrize(("name", "width"), [("alexnet", 16), ("vgg19", 8), ("resnet34", 16)])
def test_the_demonstrations_stay_under_six_megabytes(name, width):
    model = topology.build(name, 2, width)

    assert sum(p.numel() for p in model.parameters()) * 4 < 5_500_000


def test_reduced_network_says_so():
    assert topology.architecture("resnet34", 64) == "resnet34"
    assert topology.architecture("resnet34", 16) == "resnet34-w16"
    assert topology.architecture("vgg19", 8) == "vgg19-w8 (fully connected layers of 64)"
