import numpy
import onnx
import PIL.Image
import pytest
import torch

from histotool.vlm import exporting, external, lora, prompts, reference
from histotool.vlm.base import Base
from histotool.vlm.fused import FusedVlm
from histotool.vlm.probe import Probe

LABELS = ("benign", "malignant")
NAMES = ["logits", "label_mass"]


def test_merged_equals_unmerged(tiny, tiny_grid, tmp_path):
    adapted = lora.adapt(tiny.model)
    with torch.no_grad():
        for name, weight in adapted.named_parameters():
            if "lora_B" in name:
                weight.normal_(std=0.3)
    prompt = prompts.build(tiny, tiny_grid, LABELS)
    image = torch.randn(tiny_grid.shape(2))
    unmerged = FusedVlm(tiny, tiny_grid, prompt).eval()
    with torch.no_grad():
        before = unmerged(image)
    merged = Base(tiny.kind, adapted.merge_and_unload().eval(), tiny.tokenizer, tiny.chat_template, "")

    with torch.no_grad():
        after = FusedVlm(merged, tiny_grid, prompt).eval()(image)

    assert (before - after).abs().max() / before.abs().max().clamp(min=1) < 1e-5


def test_adapters_change_the_scores_and_spare_the_vision(tiny, tiny_grid):
    prompt = prompts.build(tiny, tiny_grid, LABELS)
    image = torch.randn(tiny_grid.shape(1))
    with torch.no_grad():
        before = FusedVlm(tiny, tiny_grid, prompt).eval()(image)
        adapted = lora.adapt(tiny.model)
        trained = [name for name, weight in adapted.named_parameters() if weight.requires_grad]
        for name, weight in adapted.named_parameters():
            if "lora_B" in name:
                weight.normal_(std=0.3)
        after = FusedVlm(tiny, tiny_grid, prompt).eval()(image)

    assert (before - after).abs().max() > 1e-3
    assert trained and all("lora_" in name and "vis" not in name for name in trained)
    assert len(trained) == 2 * 2 * 7


@pytest.mark.parametrize("labels", [LABELS, ("low", "medium", "high"), ("nuclei low", "nuclei high")])
def test_onnx_equals_pytorch_in_every_batch(tiny, tiny_grid, tmp_path, labels):
    fused = FusedVlm(tiny, tiny_grid, prompts.build(tiny, tiny_grid, labels)).requires_grad_(False).eval()

    assert exporting.export(fused, tmp_path / "model.onnx", tiny_grid.shape, NAMES) < 1e-5


def test_a_difference_between_the_runtimes_is_refused(tiny, tiny_grid, tmp_path):
    fused = FusedVlm(tiny, tiny_grid, prompts.build(tiny, tiny_grid, LABELS)).requires_grad_(False).eval()
    exporting.export(fused, tmp_path / "model.onnx", tiny_grid.shape, NAMES)
    fused.rows[0, 0] += 0.1

    assert exporting.difference(fused, tmp_path / "model.onnx", tiny_grid.shape, NAMES) > 1e-5


def test_whole_labels_equal_the_model_on_the_toolkits_own_vocabulary(tiny, tiny_grid):
    prompt = prompts.build(tiny, tiny_grid, ("nuclei low", "nuclei high", "image"))
    assert not prompt.first_tokens_differ
    image = PIL.Image.fromarray(numpy.random.default_rng(2).integers(0, 256, (224, 224, 3), dtype=numpy.uint8))
    expected = reference.outputs(tiny, tiny_grid, image, prompt)
    card = tiny.kind.card_input(tiny_grid)
    given = (numpy.asarray(image) / numpy.float32(255) - numpy.float32(card["mean"])) / numpy.float32(card["std"])
    with torch.no_grad():
        actual = FusedVlm(tiny, tiny_grid, prompt).eval().outputs(torch.from_numpy(given.transpose(2, 0, 1))[None].float())

    assert numpy.abs(actual["logits"][0].numpy() - expected["logits"]).max() < 1e-4
    assert abs(float(actual["label_mass"]) - float(expected["label_mass"])) < 1e-5


def test_without_label_mass_no_wide_matrix_is_left(tiny, tiny_grid, tmp_path):
    words = len(tiny.tokenizer)
    widest = {}
    for mass in (True, False):
        fused = FusedVlm(tiny, tiny_grid, prompts.build(tiny, tiny_grid, LABELS), label_mass=mass).requires_grad_(False).eval()
        exporting.export(fused, tmp_path / "model.onnx", tiny_grid.shape, NAMES[: 1 + mass])
        weights = onnx.load(str(tmp_path / "model.onnx")).graph.initializer
        widest[mass] = any(words in value.dims for value in weights)

    assert widest == {True: True, False: False}


def test_weights_above_the_limit_lie_beside_the_graph(tiny, tiny_grid, tmp_path):
    fused = FusedVlm(tiny, tiny_grid, prompts.build(tiny, tiny_grid, LABELS)).requires_grad_(False).eval()
    path = tmp_path / "model.onnx"

    assert exporting.export(fused, path, tiny_grid.shape, NAMES, limit=1_000_000) < 1e-5
    assert [file.name for file in external.files(path)] == ["model.onnx.data"]
    assert path.stat().st_size < 1_000_000 < external.weights(path).stat().st_size
    assert len(list(tmp_path.iterdir())) == 2


def test_a_linear_probe_is_a_graph_too(tiny, tiny_grid, tmp_path):
    torch.manual_seed(1)
    probe = Probe(tiny.kind.Vision(tiny.model, tiny_grid), tiny.kind.language(tiny.model).config.hidden_size, 2).eval()
    with torch.no_grad():
        probe.standardise(probe.vision(torch.randn(tiny_grid.shape(4))))

    assert exporting.export(probe, tmp_path / "model.onnx", tiny_grid.shape, ["logits"]) < 1e-5


def test_a_label_that_begins_another_is_refused(tiny, tiny_grid):
    with pytest.raises(ValueError, match="begin the other's"):
        prompts.build(tiny, tiny_grid, ("nuclei", "nuclei low"))


def test_a_split_images_features_must_match_the_prompt(tiny, tiny_grid, kind):
    prompt = prompts.build(tiny, tiny_grid, LABELS)
    other = tiny.kind.grid(tiny.model.config, *((2, 2) if kind == "smolvlm" else (112, 224)))

    with pytest.raises(ValueError, match="image tokens"):
        FusedVlm(tiny, other, prompt)
