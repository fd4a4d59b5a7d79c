"""Packages of random weights for measuring: from a configuration file, at whatever depth and in however many files."""

import json

import onnx
import PIL.Image
import pytest

from histotool import packaging, verifying
from histotool.cli import main

SIZE = {"smolvlm": [], "qwen2-vl": ["--image-size", "224"]}


@pytest.fixture
def config(tiny, tmp_path):
    """As Hugging Face writes it beside a model."""
    tiny.model.config.save_pretrained(tmp_path)
    return tmp_path / "config.json"


def exported(kind, config, tmp_path, *more):
    main(["export-topology", "--topology", kind, "--config", str(config), "--models", str(tmp_path / "models"), *SIZE[kind], *more])
    return tmp_path / "models" / kind / "0.0.1"


def test_a_configuration_file_becomes_a_package_that_says_what_it_is(kind, config, tmp_path):
    package = exported(kind, config, tmp_path, "--variants", "fp16", "int8")

    card = packaging.read_card(package)
    assert (card["family"], card["training"]["protocol"]) == ("vlm", "none: random weights")
    assert card["intendedUse"] == "Research use only. Random weights, for measuring speed; its scores mean nothing."
    assert card["metrics"] == {}
    main(["verify", "--package", str(package)])
    for entry in card["variants"].values():
        assert entry["loss"]["images"] == 12 and entry["loss"]["scoreRangeFp32"] > 0


@pytest.mark.parametrize("kind", ["qwen2-vl"], indirect=True)
def test_fewer_layers_make_a_smaller_package(kind, config, tmp_path):
    whole = (exported(kind, config, tmp_path) / "model.onnx").stat().st_size

    package = exported(kind, config, tmp_path, "--layers", "1", "1")

    assert (package / "model.onnx").stat().st_size < 0.75 * whole
    assert packaging.read_card(package)["training"]["layers"] == {"vision": 1, "language": 1}


@pytest.mark.parametrize("kind", ["qwen2-vl"], indirect=True)
def test_large_weights_lie_beside_every_graph(kind, config, tmp_path):
    package = exported(kind, config, tmp_path, "--external-above", "300000", "--variants", "fp16", "int8", "--no-label-mass")

    files = set(packaging.read_card(package)["files"])
    for graph in ("model.onnx", "model.fp16.onnx", "model.int8.onnx"):
        assert {graph, f"{graph}.data"} <= files
        assert (package / graph).stat().st_size < 600_000
        verifying.session(package / graph)
    assert "ReduceSum" not in {node.op_type for node in onnx.load(str(package / "model.onnx"), load_external_data=False).graph.node}


@pytest.mark.parametrize("kind", ["smolvlm"], indirect=True)
def test_a_variant_beyond_its_tolerance_does_not_verify(kind, config, tmp_path, capsys):
    package = exported(kind, config, tmp_path, "--variants", "int8")
    card = packaging.read_card(package)
    card["variants"]["int8"]["scoreTolerance"] = 1e-9
    packaging.write_card(package, {key: value for key, value in card.items() if key != "files"})

    with pytest.raises(SystemExit, match="int8: above its tolerance 1e-09"):
        main(["verify", "--package", str(package)])


@pytest.mark.parametrize("kind", ["smolvlm"], indirect=True)
def test_a_variant_verifies_though_it_was_measured_on_other_images(kind, config, tmp_path):
    (tmp_path / "flat").mkdir()
    PIL.Image.new("RGB", (64, 64), (200, 120, 180)).save(tmp_path / "flat" / "one.png")

    package = exported(kind, config, tmp_path, "--variants", "int8", "--images", str(tmp_path / "flat"))

    entry = packaging.read_card(package)["variants"]["int8"]
    assert entry["loss"]["largestGoldenDifference"] == round(verifying.variant(package, "int8"), 6)
    assert entry["scoreTolerance"] >= 2 * entry["loss"]["largestGoldenDifference"] > 2 * entry["loss"]["largestScoreDifference"]


class TestRefusals:
    def test_a_vlm_needs_a_configuration(self, tmp_path, refused):
        assert "needs --config" in refused("export-topology", "--topology", "smolvlm", "--models", str(tmp_path))

    def test_a_cnn_has_none(self, tmp_path, refused):
        assert "--layers is not for resnet34" in refused("export-topology", "--layers", "1", "1", "--models", str(tmp_path))

    def test_another_models_configuration(self, tmp_path, refused):
        (tmp_path / "config.json").write_text(json.dumps({"model_type": "llava"}))

        assert "not the configuration of a idefics3" in refused(
            "export-topology", "--topology", "smolvlm", "--config", str(tmp_path / "config.json"), "--models", str(tmp_path))

    @pytest.mark.parametrize("kind", ["smolvlm"], indirect=True)
    def test_a_tokenizer_of_a_larger_vocabulary(self, kind, config, tmp_path, refused):
        entries = json.loads(config.read_text())
        entries["text_config"]["vocab_size"] = 20
        config.write_text(json.dumps(entries))

        assert "a vocabulary of 20, but the tokenizer has" in refused(
            "export-topology", "--topology", "smolvlm", "--config", str(config), "--models", str(tmp_path))

    def test_a_size_that_is_no_whole_number_of_patches(self, tmp_path, refused):
        assert "both must be multiples of 28" in refused(
            "export-topology", "--topology", "qwen2-vl", "--config", "tiny", "--image-size", "230", "--models", str(tmp_path))
