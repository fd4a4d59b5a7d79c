import pytest
import torch
from safetensors.torch import save_file

from histotool import topology
from histotool.cli import main
from histotool.run_folder import Run
from histotool.topology import weights


@pytest.mark.parametrize("name", sorted(topology.BUILDERS))
def test_a_head_of_other_labels_is_made_anew(name):
    donor, model = topology.build(name, 5, 4), topology.build(name, 2, 4)
    head = model.state_dict()[f"{model.head}.weight"].clone()

    loaded = weights.fit(model, donor.state_dict(), new_head=True)

    assert not loaded
    for key, tensor in model.state_dict().items():
        assert torch.equal(tensor, head if key == f"{model.head}.weight" else donor.state_dict()[key]) or "bias" in key


def test_a_whole_checkpoint_is_loaded_with_its_head():
    donor, model = topology.build("alexnet", 2, 4), topology.build("alexnet", 2, 4)

    assert weights.fit(model, donor.state_dict(), new_head=False)
    assert all(torch.equal(tensor, donor.state_dict()[key]) for key, tensor in model.state_dict().items())


def test_another_networks_checkpoint_is_refused():
    with pytest.raises(ValueError, match="missing .*unknown"):
        weights.fit(topology.build("alexnet", 2, 4), topology.build("resnet34", 2, 4).state_dict(), new_head=True)


def test_another_width_is_refused_with_both_shapes():
    with pytest.raises(ValueError, match=r"of another shape \['classifier.1.bias \[64\] for \[16\]'"):
        weights.fit(topology.build("alexnet", 2, 4), topology.build("alexnet", 2, 8).state_dict(), new_head=True)


@pytest.mark.parametrize("file", ["plain.pt", "nested.pth", "tensors.safetensors"])
def test_every_form_of_checkpoint_is_read(file, tmp_path):
    state = topology.build("alexnet", 2, 4).state_dict()
    if file.endswith("safetensors"):
        save_file(state, tmp_path / file)
    else:
        torch.save({"state_dict": {f"module.{k}": v for k, v in state.items()}} if "nested" in file else state,
                   tmp_path / file)

    again = weights.read(tmp_path / file)

    assert weights.digest(again) == weights.digest(state)


def test_imagenet_weights_are_of_the_full_network():
    with pytest.raises(ValueError, match="--width 64"):
        weights.imagenet("alexnet", 16)


def test_unreachable_imagenet_weights_say_what_to_do(monkeypatch):
    def unreachable(*arguments, **options):
        raise OSError("no route to host")

    monkeypatch.setattr(torch.hub, "load_state_dict_from_url", unreachable)
    with pytest.raises(ValueError, match="--weights vgg19-dcbb9e9d.pth"):
        weights.imagenet("vgg19", 64)


def test_training_starts_from_a_checkpoint_and_says_so(data, tmp_path):
    donor = topology.build("alexnet", 7, 2)
    torch.save(donor.state_dict(), tmp_path / "donor.pt")
    main(["split", "--data", str(data), "--folds", "3", "--out", str(tmp_path / "folds.csv")])
    main(["train-cnn", "--data", str(data), "--split", str(tmp_path / "folds.csv"), "--topology", "alexnet", "--width", "2",
          "--weights", str(tmp_path / "donor.pt"), "--epochs", "1", "--coarse", "0", "--rate", "1e-9", "--batch", "8",
          "--out", str(tmp_path / "run")])

    trained = Run.load(tmp_path / "run")
    assert trained.facts["training"]["startWeights"] == {
        "name": "donor.pt", "sha256": weights.digest(donor.state_dict()), "head": "new"}
    assert torch.allclose(trained.model.features[0].weight, donor.features[0].weight, atol=1e-5)
