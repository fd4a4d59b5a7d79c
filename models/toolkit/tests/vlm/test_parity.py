"""The fused graph against the untouched Hugging Face model, called through its own processor."""

import copy
import dataclasses

import numpy
import pytest
import tiny_models
import torch

from histotool import verifying
from histotool.preprocessing import softmax
from histotool.vlm import exporting, lora, prompts, reference
from histotool.vlm.fused import FusedVlm

SINGLE = ("benign", "malignant")
SAME_START = ("ductal carcinoma", "ductal hyperplasia", "fibroadenoma")
TOLERANCE = 1e-5


def pixels(base, grid, image) -> torch.Tensor:
    """[1, 3, height, width], by the card's own words: one stretch, then normalised."""
    card = base.kind.card_input(grid)
    filters = {"lanczos": 1, "bicubic": 3}
    resized = numpy.asarray(image.resize((card["width"], card["height"]), filters[card["filter"]]))
    scaled = (resized.astype(numpy.float32) / numpy.float32(255) - numpy.float32(card["mean"])) / numpy.float32(card["std"])
    return torch.from_numpy(numpy.ascontiguousarray(scaled.transpose(2, 0, 1)))[None]


def compare(fused, base, grid, image, prompt, given) -> None:
    with torch.no_grad():
        actual = fused.outputs(given)
    equal(actual["logits"][0].numpy(), actual["label_mass"][0].item(), reference.outputs(base, grid, image, prompt))


def equal(logits, mass: float, expected: dict) -> None:
    assert numpy.abs(softmax(logits) - softmax(expected["logits"])).max() < TOLERANCE
    size = max(1.0, numpy.abs(expected["logits"]).max())
    assert numpy.abs(logits - expected["logits"]).max() / size < TOLERANCE
    assert abs(mass - float(expected["label_mass"])) < TOLERANCE


@pytest.mark.parametrize("labels", [SINGLE, SAME_START])
def test_equals_the_model_on_real_images(real_vocabulary, kind, breakhis, labels):
    base = real_vocabulary[kind]
    grid = base.kind.grid(base.model.config)
    prompt = prompts.build(base, grid, labels)
    fused = FusedVlm(base, grid, prompt).eval()

    for image in breakhis if labels == SINGLE else breakhis[:2]:
        compare(fused, base, grid, image, prompt, pixels(base, grid, image))


def test_the_images_move_the_scores_more_than_the_tolerance(real_vocabulary, kind, breakhis):
    base = real_vocabulary[kind]
    grid = base.kind.grid(base.model.config)
    fused = FusedVlm(base, grid, prompts.build(base, grid, SINGLE)).eval()

    with torch.no_grad():
        scores = [torch.softmax(fused(pixels(base, grid, image))[0], 0)[1].item() for image in breakhis[:3]]

    assert max(scores) - min(scores) > 100 * TOLERANCE


def test_smolvlm_with_image_splitting_equals_the_model(real_vocabulary, breakhis):
    base = real_vocabulary["smolvlm"]
    grid = base.kind.grid(base.model.config, 3, 4)
    prompt = prompts.build(base, grid, SINGLE)
    fused = FusedVlm(base, grid, prompt).eval()

    for image in breakhis[:2]:
        made = reference.inputs(base, grid, image)
        assert made["pixel_values"].shape == grid.shape(1)
        compare(fused, base, grid, image, prompt, made["pixel_values"])


def test_the_baked_prompt_is_the_processors(real_vocabulary, kind, breakhis):
    base = real_vocabulary[kind]
    for grid in [base.kind.grid(base.model.config)] + ([base.kind.grid(base.model.config, 3, 4)] if kind == "smolvlm" else []):
        made = reference.inputs(base, grid, breakhis[0])
        assert made["input_ids"][0].tolist() == list(prompts.build(base, grid, SINGLE).tokens)


def test_the_cards_pixels_are_the_processors(real_vocabulary, kind, breakhis):
    base = real_vocabulary[kind]
    grid = base.kind.grid(base.model.config)
    theirs = reference.inputs(base, grid, breakhis[0])["pixel_values"].numpy()
    ours = pixels(base, grid, breakhis[0])
    if kind == "qwen2-vl":
        theirs = theirs.reshape(16, 16, 2, 2, 3, 2, 14, 14)[:, :, :, :, :, 0].transpose(4, 0, 2, 5, 1, 3, 6).reshape(3, 448, 448)

    assert numpy.abs(ours.numpy() - theirs.reshape(ours.shape)).max() == 0


def test_real_label_tokens_are_the_measured_ones(real_vocabulary):
    first = {name: [answer[0] for answer in prompts.build(base, base.kind.grid(base.model.config), SINGLE).answers]
             for name, base in real_vocabulary.items()}

    assert first == {"smolvlm": [20913, 22921], "qwen2-vl": [7964, 76]}


@pytest.mark.parametrize("labels", [SINGLE, SAME_START[:2]])
def test_the_merged_graph_equals_the_unmerged_model_in_its_own_processor(real_vocabulary, kind, breakhis, labels, tmp_path):
    """All at once: PEFT's adapter beside the weights, Hugging Face's processor and forward pass; against ONNX Runtime."""
    base = dataclasses.replace(real_vocabulary[kind], model=copy.deepcopy(real_vocabulary[kind].model))
    grid = base.kind.grid(base.model.config)
    prompt = prompts.build(base, grid, labels)
    plain = copy.deepcopy(base.model)
    unmerged = dataclasses.replace(base, model=tiny_models.save_adapter(base.model, tmp_path / "adapter"))
    merged = dataclasses.replace(base, model=lora.merge(plain, tmp_path / "adapter"))
    fused = FusedVlm(merged, grid, prompt).requires_grad_(False).eval()
    exporting.export(fused, tmp_path / "model.onnx", grid.shape, ["logits", "label_mass"])

    running = verifying.session(tmp_path / "model.onnx")
    for image in breakhis[:3]:
        given = pixels(base, grid, image).numpy()
        logits, mass = running.run(["logits", "label_mass"], {"pixels": given})
        equal(logits[0], float(mass[0]), reference.outputs(unmerged, grid, image, prompt))
