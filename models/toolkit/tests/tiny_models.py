"""Small models of every family with random weights, as if they had been trained: each test makes them afresh."""

import csv
import hashlib
from pathlib import Path

import torch

from histotool import pictures, topology
from histotool.manifest import COLUMNS, LABELS
from histotool.preprocessing import Preprocessing
from histotool.run_folder import Run

CNNS = {"alexnet": 4, "vgg19": 4, "resnet34": 4}
VLMS = ("smolvlm", "qwen2-vl")
FAMILIES = (*CNNS, *VLMS)


def shake(model) -> None:
    """Weights large enough that a wrong position, mask or patch order moves the scores far more than rounding does."""
    torch.manual_seed(7)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.ndim > 1 and "embed_tokens" not in name and "lm_head" not in name:
                weight.copy_(torch.randn_like(weight) * (1.5 / weight[0].numel() ** 0.5))


def labelled_folder(folder: Path, count: int = 24) -> Path:
    """Generated pictures with a manifest: each of its own patient, the labels in turn, two magnifications."""
    paths = pictures.generate(folder, count, seed=40)
    with open(folder / "manifest.csv", "w", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(COLUMNS)
        for number, path in enumerate(paths):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            writer.writerow([path.name, f"p{number}", f"26-{number}A", (40, 200)[number // 2 % 2], LABELS[number % 2], digest])
    return folder


def save_run(name: str, folder: Path, held_out: list[str]) -> Path:
    training = {"protocol": "none: random weights", "heldOutPatients": held_out}
    if name in CNNS:
        _cnn(name, training).save(folder)
    else:
        _save_vlm(name, folder, training)
    return folder


def _cnn(name: str, training: dict) -> Run:
    torch.manual_seed(5)
    model = topology.build(name, len(LABELS), CNNS[name]).eval()
    preprocessing = Preprocessing()
    return Run({
        "family": "cnn", "architecture": topology.architecture(name, CNNS[name]), "topology": name, "width": CNNS[name],
        "labels": list(LABELS), "temperature": _spread(model), "input": preprocessing.card(),
        "output": topology.output(model, preprocessing.height, preprocessing.width), "training": training, "metrics": {},
    }, model)


def _spread(model) -> float:
    """A temperature that leaves the scores away from 0 and 1, where no difference would be seen."""
    with torch.no_grad():
        logits = model(torch.randn(8, 3, 224, 224))
    return round(float((logits[:, 1] - logits[:, 0]).abs().mean()), 2)


def base(kind: str):
    from histotool.vlm import base as bases

    made = bases.from_configuration(kind, "tiny", None, seed=1)
    shake(made.model)
    return made


def grid_of(base_):
    return base_.kind.grid(base_.model.config, *(() if base_.kind.MODEL_TYPE == "idefics3" else (224, 224)))


def save_adapter(model, folder: Path, r: int = 16):
    """Puts a LoRA adapter that changes the scores into the model, and writes it as PEFT does."""
    from histotool.vlm import lora

    adapted = lora.adapt(model, r)
    torch.manual_seed(3)
    with torch.no_grad():
        for name, weight in adapted.named_parameters():
            if "lora_B" in name:
                weight.normal_(std=0.3)
    adapted.save_pretrained(str(folder))
    return adapted.eval()


def _save_vlm(kind: str, folder: Path, training: dict) -> None:
    from histotool.vlm import prompts, runs

    made = base(kind)
    grid = grid_of(made)
    prompt = prompts.build(made, grid, LABELS)
    kept = runs.keep_base(folder, made, None, None)
    facts = runs.facts(made, grid, prompt, "lora", label_mass=True)
    runs.save_facts(folder, facts | {"base": kept, "temperature": 1.5, "training": training, "metrics": {}})
    save_adapter(made.model, folder / "adapter")


def unmerged(folder: Path):
    """The graph of a VLM's run with PEFT's adapter beside the weights, not in them."""
    from histotool.vlm import lora, prompts, runs
    from histotool.vlm.fused import FusedVlm

    facts = Run.load(folder).facts
    plain = runs.read_base(folder, facts["base"])
    lora.attach(plain.model, folder / "adapter")
    grid = grid_of(plain)
    return FusedVlm(plain, grid, prompts.build(plain, grid, LABELS)).requires_grad_(False).eval()
