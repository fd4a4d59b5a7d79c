"""A PEFT adapter folder, made as others make it, to a package that gives what the unmerged model gives."""

import json
import shutil

import numpy
import pytest
import torch
from peft import LoraConfig, get_peft_model

from histotool import golden_scores, packaging, pictures, verifying
from histotool.cli import main
from histotool.preprocessing import Preprocessing
from histotool.vlm import prompts
from histotool.vlm.fused import FusedVlm

QUESTION = "Which grade has this tissue?"
LABELS = ("low", "high")
GIVEN = ["--labels", ",".join(LABELS), "--positive", "high", "--question", QUESTION, "--licence", "MIT", "--intended-use",
         "A test.", "--name", "brought", "--golden-count", "2"]


@pytest.fixture
def folders(tiny, tmp_path):
    """`base` and `adapter`, and the base with the adapter beside its weights; the targets are bare names, as is common."""
    tiny.save(tmp_path / "base")
    adapted = get_peft_model(tiny.model, LoraConfig(r=4, lora_alpha=16, target_modules=["q_proj", "v_proj", "down_proj"]))
    torch.manual_seed(3)
    with torch.no_grad():
        for name, weight in adapted.named_parameters():
            if "lora_B" in name:
                weight.normal_(std=0.3)
    adapted.save_pretrained(str(tmp_path / "adapter"))
    adapted.eval()
    return tmp_path


def brought(folders, images, *more):
    main(["import-checkpoint", "--checkpoint", str(folders / "adapter"), "--base", str(folders / "base"), "--golden", str(images),
          "--models", str(folders / "models"), *GIVEN, *more])
    return folders / "models" / "brought" / "1.0.0"


@pytest.fixture(scope="session")
def plain_pictures(tmp_path_factory):
    """Without a manifest: others' labels are not known here."""
    return pictures.generate(tmp_path_factory.mktemp("pictures"), 8, seed=1)[0].parent


def image_size(kind):
    return ["--image-size", "224"] if kind == "qwen2-vl" else []


def test_the_package_equals_the_unmerged_model(folders, tiny, tiny_grid, kind, plain_pictures):
    package = brought(folders, plain_pictures, *image_size(kind))

    card = packaging.read_card(package)
    preprocessing = Preprocessing.of_card(card["input"])
    tensors = numpy.stack([preprocessing.tensor(preprocessing.pixels(p)) for p in golden_scores.images(plain_pictures)])
    unmerged = FusedVlm(tiny, tiny_grid, prompts.build(tiny, tiny_grid, LABELS, QUESTION)).eval()
    with torch.no_grad():
        expected = {name: value.numpy() for name, value in unmerged.outputs(torch.from_numpy(tensors)).items()}
    running = verifying.session(package / "model.onnx")
    for batch in (1, 3, 8):
        parts = [running.run(["logits", "label_mass"], {"pixels": tensors[i : i + batch]}) for i in range(0, 8, batch)]
        logits, mass = (numpy.concatenate(values) for values in zip(*parts))
        assert numpy.abs(logits - expected["logits"]).max() / max(1, numpy.abs(logits).max()) < 1e-5
        assert numpy.abs(mass - expected["label_mass"]).max() < 1e-5
    assert verifying.golden(package) < verifying.TOLERANCE
    assert numpy.ptp(expected["logits"][:, 1] - expected["logits"][:, 0]) > 0.01


def test_the_card_says_where_it_came_from(folders, kind, plain_pictures):
    card = packaging.read_card(brought(folders, plain_pictures, *image_size(kind)))

    assert (card["family"], card["labels"], card["positiveLabel"]) == ("vlm", list(LABELS), "high")
    assert card["intendedUse"] == "A test. Research use only. Not for diagnosis."
    assert QUESTION in card["training"]["prompt"]
    assert card["training"]["lora"] == {
        "r": 4, "alpha": 16, "dropout": 0.0, "targetModules": ["down_proj", "q_proj", "v_proj"]}
    assert len(card["training"]["importedFrom"]["adapterSha256"]) == 64


@pytest.mark.parametrize("kind", ["smolvlm"], indirect=True)
def test_precisions_are_measured_on_the_golden_folder(folders, plain_pictures):
    package = brought(folders, plain_pictures, "--variants", "fp16", "int8", "--no-label-mass", "--external-above", "100000")

    card = packaging.read_card(package)
    assert set(card["variants"]) == {"fp16", "int8"}
    assert card["variants"]["fp16"]["loss"]["images"] == 8 and "auc" not in card["variants"]["fp16"]["loss"]
    assert "labelMass" not in card["output"]
    assert {"model.onnx.data", "model.fp16.onnx", "model.int8.onnx"} < set(card["files"])
    for graph in ("model.onnx", "model.fp16.onnx", "model.int8.onnx"):
        verifying.session(package / graph)


@pytest.mark.parametrize("kind", ["smolvlm"], indirect=True)
class TestRefusals:
    def test_an_adapter_that_names_no_base(self, folders, plain_pictures, refused):
        change(folders, base_model_name_or_path=None)

        assert "names no base model; say --base" in refused(*words(folders, plain_pictures))

    def test_a_base_that_cannot_be_had(self, folders, plain_pictures, refused):
        assert "neither the folder of a Hugging Face model nor the name" in refused(
            *words(folders, plain_pictures), "--base", str(folders / "nowhere"))

    def test_another_kind_of_adapter(self, folders, plain_pictures, refused):
        change(folders, peft_type="IA3")

        assert "a IA3 adapter cannot be merged here, only LORA" in refused(*words(folders, plain_pictures))

    def test_an_adapter_of_a_larger_model(self, folders, plain_pictures, refused):
        change(folders, r=8)

        assert "the adapter is of another model" in refused(*words(folders, plain_pictures), "--base", str(folders / "base"))

    def test_an_adapter_whose_layers_have_other_names(self, folders, plain_pictures, refused):
        """PEFT itself only warns, and the model would be served without its adapter."""
        change(folders, target_modules=["k_proj", "v_proj", "down_proj"])

        assert "of another model, or incomplete" in refused(*words(folders, plain_pictures), "--base", str(folders / "base"))

    def test_options_of_a_cnn(self, folders, plain_pictures, refused):
        assert "--topology is for a CNN's checkpoint" in refused(*words(folders, plain_pictures), "--topology", "alexnet")

    def test_what_is_missing_is_named(self, folders, plain_pictures, refused):
        reason = refused("import-checkpoint", "--checkpoint", str(folders / "adapter"), "--golden", str(plain_pictures),
                         "--models", str(folders / "models"), "--name", "brought")

        assert all(flag in reason for flag in ("--labels", "--positive", "--licence", "--intended-use"))
        assert "--filter" not in reason

    def test_a_base_without_a_chat_template(self, folders, plain_pictures, refused):
        (folders / "base" / "chat_template.json").unlink()
        (folders / "base" / "chat_template.jinja").unlink(missing_ok=True)

        assert "no chat template" in refused(*words(folders, plain_pictures), "--base", str(folders / "base"))

    def test_tokenizer_and_template_may_lie_elsewhere(self, folders, plain_pictures):
        (folders / "words").mkdir()
        for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.json"):
            shutil.move(folders / "base" / file, folders / "words" / file)

        package = brought(folders, plain_pictures, "--tokenizer", str(folders / "words"))

        assert verifying.golden(package) < verifying.TOLERANCE


def words(folders, images):
    return ["import-checkpoint", "--checkpoint", str(folders / "adapter"), "--golden", str(images), "--models",
            str(folders / "models"), *GIVEN]


def change(folders, **entries) -> None:
    file = folders / "adapter" / "adapter_config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | entries))
