import pytest
import torch
from safetensors.torch import save_file

from histotool import packaging, topology, verifying
from histotool.cli import main

GIVEN = ["--labels", "benign,malignant", "--positive", "malignant", "--filter", "bilinear", "--normalise", "imagenet",
         "--licence", "BSD-3-Clause", "--intended-use", "Research use only. A test.", "--name", "brought"]


def brought(path, data, tmp_path, *more):
    main(["import-checkpoint", "--checkpoint", str(path), "--golden", str(data), "--golden-count", "2", "--models",
          str(tmp_path / "models"), *GIVEN, *more])
    return tmp_path / "models" / "brought" / "1.0.0"


@pytest.mark.parametrize(("name", "size"), [("alexnet", 224), ("vgg19", 224), ("resnet34", 64)])
def test_a_checkpoint_becomes_a_package(name, size, data, tmp_path):
    model = topology.build(name, 2, 4).eval()
    save_file(model.state_dict(), tmp_path / "weights.safetensors")

    folder = brought(tmp_path / "weights.safetensors", data, tmp_path, "--topology", name, "--channels", "4", "--height",
                     str(size), "--width", str(size))

    card = packaging.read_card(folder)
    assert card["architecture"].startswith(f"{name}-w4")
    assert card["output"]["activationMaps"]["rows"] > 0
    assert verifying.golden(folder) < verifying.TOLERANCE
    assert not list((tmp_path / "models").glob(".*"))


def test_a_head_of_other_labels_is_refused(data, tmp_path):
    torch.save(topology.build("alexnet", 1000, 4).state_dict(), tmp_path / "weights.pt")

    with pytest.raises(SystemExit, match="head classifier.6 has 1000 labels, not 2"):
        brought(tmp_path / "weights.pt", data, tmp_path, "--topology", "alexnet", "--channels", "4")


def test_options_of_an_adapter_are_refused(data, tmp_path, refused):
    torch.save(topology.build("alexnet", 2, 4).state_dict(), tmp_path / "weights.pt")

    reason = refused("import-checkpoint", "--checkpoint", str(tmp_path / "weights.pt"), "--golden", str(data), "--models",
                     str(tmp_path), *GIVEN, "--topology", "alexnet", "--channels", "4", "--variants", "fp16")

    assert "--variants is for an adapter folder" in reason


def test_a_file_that_is_no_checkpoint_is_refused(data, tmp_path, refused):
    (tmp_path / "weights.pt").write_bytes(b"no tensors")

    reason = refused("import-checkpoint", "--checkpoint", str(tmp_path / "weights.pt"), "--golden", str(data), "--models",
                     str(tmp_path), *GIVEN, "--topology", "alexnet", "--channels", "4")

    assert "weights.pt: not a checkpoint" in reason


def test_another_folder_is_no_adapter(data, tmp_path):
    with pytest.raises(SystemExit, match="no PEFT adapter"):
        brought(data, data, tmp_path)
