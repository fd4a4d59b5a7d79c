import numpy
import onnxruntime
import pytest
import torch

from histotool import exporting, topology

EVERY_TOPOLOGY = pytest.mark.parametrize("name", sorted(topology.BUILDERS))


def network(name):
    torch.manual_seed(11)
    model = topology.build(name, 3, 8).eval()
    for parameter in model.parameters():  # biases that are not zero, so that forgetting one is seen
        if parameter.dim() == 1:
            torch.nn.init.normal_(parameter, 0.1, 0.2)
    return model


def test_the_mean_of_an_exact_map_and_the_bias_are_the_logit():
    model = network("resnet34")

    outputs = model.outputs(torch.rand(2, 3, 96, 64))

    assert outputs["activation_maps"].shape == (2, 3, 3, 2)
    again = outputs["activation_maps"].mean((2, 3)) + model.fc.bias
    assert torch.allclose(again, outputs["logits"], atol=1e-5)


@pytest.mark.parametrize("name", ["alexnet", "vgg19"])
def test_grad_cam_equals_the_backward_pass(name):
    model = network(name)
    pixels = torch.rand(2, 3, 224, 224)

    actual = model.outputs(pixels)["activation_maps"]

    pooled = model.avgpool(model.features(pixels)).detach().requires_grad_()
    logits = model.classifier(torch.flatten(pooled, 1))
    assert actual.max() > 0
    for label in range(3):
        gradient, = torch.autograd.grad(logits[:, label].sum(), pooled, retain_graph=True)
        expected = torch.relu((gradient.mean((2, 3), keepdim=True) * pooled).sum(1))
        assert torch.allclose(actual[:, label], expected, rtol=1e-5, atol=1e-5 * float(actual.detach().abs().max()))


@EVERY_TOPOLOGY
def test_maps_leave_the_logits_alone(name, tmp_path):
    model = network(name)
    pixels = torch.rand(3, 3, *((64, 64) if name == "resnet34" else (224, 224)))
    exporting.export(model, tmp_path / "plain.onnx", pixels[:2], ["logits"])
    exporting.export(model, tmp_path / "maps.onnx", pixels[:2], ["logits", "activation_maps"])

    plain = onnxruntime.InferenceSession(tmp_path / "plain.onnx").run(None, {"pixels": pixels.numpy()})
    both = onnxruntime.InferenceSession(tmp_path / "maps.onnx").run(None, {"pixels": pixels.numpy()})

    with torch.no_grad():
        outputs = model.outputs(pixels)
        assert torch.equal(outputs["logits"], model(pixels))
    assert len(plain) == 1
    assert numpy.abs(plain[0] - both[0]).max() <= 1e-6 * numpy.abs(both[0]).max()
    assert numpy.allclose(both[1], outputs["activation_maps"].numpy(), rtol=1e-4, atol=1e-5)


@EVERY_TOPOLOGY
def test_the_card_gives_the_maps_size(name):
    maps = topology.output(network(name), 224, 224)["activationMaps"]

    size = 6 if name == "alexnet" else 7
    assert (maps["rows"], maps["columns"]) == (size, size)
    assert maps["method"] == ("cam" if name == "resnet34" else "grad-cam")


def test_an_output_that_the_model_has_not_is_refused(tmp_path):
    with pytest.raises(ValueError, match="label_mass"):
        exporting.export(network("resnet34"), tmp_path / "x.onnx", torch.rand(2, 3, 64, 64), ["logits", "label_mass"])
