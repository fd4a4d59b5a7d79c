import pytest
import torch

from histotool import topology


def test_full_width_has_the_studys_parameter_count():
    model = topology.build("resnet34", 1000, 64)

    assert sum(p.numel() for p in model.parameters()) == 21_797_672


def test_equals_torchvision():
    models = pytest.importorskip("torchvision.models", exc_type=Exception)
    ours, theirs = topology.build("resnet34", 1000, 64), models.resnet34()

    ours.load_state_dict(theirs.state_dict())

    pixels = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        assert torch.equal(ours.eval()(pixels), theirs.eval()(pixels))


def test_keys_are_torchvisions():
    keys = set(topology.build("resnet34", 2, 4).state_dict())

    expected = {"conv1.weight", "bn1.running_var", "layer1.2.conv2.weight", "layer2.0.downsample.0.weight",
                "layer3.5.bn2.bias", "layer4.2.bn1.num_batches_tracked", "fc.weight", "fc.bias"}
    assert expected <= keys
    assert len(keys) == 218


def test_reduced_network_says_so():
    assert topology.architecture("resnet34", 64) == "resnet34"
    assert topology.architecture("resnet34", 16) == "resnet34-w16"
