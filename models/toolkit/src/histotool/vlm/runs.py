"""The run folder of a vision-language model: `run.json`, `adapter/` or `probe.safetensors`, and where its base is."""

import json
import os
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn

from histotool import patients
from histotool.vlm import base as bases
from histotool.vlm import lora, prompts
from histotool.vlm.base import Base
from histotool.vlm.fused import FusedVlm
from histotool.vlm.probe import Probe

PROBE = "probe.safetensors"
BASE = "base.json"


def facts(base: Base, grid, prompt: prompts.Prompt, mode: str, *, label_mass: bool) -> dict:
    """What is known before the training: how to rebuild the graph, and the card's sections that follow from it."""
    return {
        "family": "vlm",
        "architecture": architecture(base),
        "kind": next(name for name, kind in bases.KINDS.items() if kind is base.kind),
        "mode": mode,
        "labels": _labels(base, prompt),
        "question": prompt.question,
        "grid": vars(grid),
        "input": base.kind.card_input(grid),
        "output": {"name": "logits"} | ({"labelMass": "label_mass"} if label_mass else {}),
    }


def _labels(base: Base, prompt: prompts.Prompt) -> list[str]:
    return [base.tokenizer.decode(list(answer)).strip() for answer in prompt.answers]


def architecture(base: Base) -> str:
    """The kind, and how large it is: `smolvlm-256m`, `qwen2-vl-1.2m`; the graph's own parts only."""
    count = sum(weight.numel() for weight in base.model.parameters())
    size = f"{count / 1e9:.1f}b" if count >= 1e9 else f"{count / 1e6:.1f}m" if count < 1e7 else f"{count / 1e6:.0f}m"
    return f"{next(name for name, kind in bases.KINDS.items() if kind is base.kind)}-{size}"


def keep_base(folder: Path, base: Base, checkpoint: str | None, tokenizer: str | None) -> dict:
    """A checkpoint stays where it is and is known by its digest; a base that exists nowhere else is written here."""
    digest = {"sha256": bases.digest(base.model)}
    if checkpoint:
        words = {"tokenizer": _from(folder, tokenizer)} if tokenizer else {}
        return {"checkpoint": _from(folder, checkpoint)} | digest | words
    base.save(folder / "base")
    return {"checkpoint": "base"} | digest


def _from(folder: Path, name: str) -> str:
    """Folders relative to the run, so that both can be moved together; names of a hub as they are."""
    return os.path.relpath(name, folder) if Path(name).is_dir() else name


def _found(folder: Path, name: str) -> str:
    return str(folder / name) if (folder / name).is_dir() else name


def read_base(folder: Path, entry: dict) -> Base:
    tokenizer = entry.get("tokenizer")
    base = bases.from_checkpoint(_found(folder, entry["checkpoint"]), _found(folder, tokenizer) if tokenizer else None)
    if bases.digest(base.model) != entry["sha256"]:
        raise ValueError(f"{entry['checkpoint']}: not the weights that this run was trained from")
    return base


def save_base(folder: Path, base: Base, training: dict) -> None:
    base.save(folder)
    (folder / BASE).write_text(json.dumps(training, indent=2) + "\n", encoding="utf-8")


def _base_training(checkpoint: Path) -> dict | None:
    """How `--mode base` made it; none of other checkpoints."""
    file = checkpoint / BASE
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def check_base(checkpoint: Path, held_out: set[str]) -> None:
    """A demonstration base was itself trained on patients: none of them may be held out later."""
    training = _base_training(checkpoint)
    trained_on = patients.of(training or {}, "train", "validation")
    seen = {patient for patient in held_out if patients.digest(patient) in trained_on}
    if seen:
        raise ValueError(f"{checkpoint}: this base was trained on {len(seen)} of the {len(held_out)} held-out patients, such as "
                         f"{min(seen)}; train one with the same --split and --fold")


def about_base(entry: dict, checkpoint: str | None) -> dict:
    """What a card tells of the base's weights, beside its name."""
    training = _base_training(Path(checkpoint)) if checkpoint else None
    return {"baseSha256": entry["sha256"]} | ({"baseTaughtOn": training["dataset"]} if training else {})


def save_probe(folder: Path, probe: Probe) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    own = {name: value for name, value in probe.state_dict().items() if not name.startswith("vision.")}
    save_file(own, str(folder / PROBE))


def save_facts(folder: Path, content: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def merged(folder: Path, content: dict) -> Base:
    """The base with the run's adapter, if it has one, added to its weights."""
    base = read_base(folder, content["base"])
    if content["mode"] != "lora":
        return base
    return Base(base.kind, lora.merge(base.model, folder / "adapter"), base.tokenizer, base.chat_template, base.source)


def load(folder: Path, content: dict) -> nn.Module:
    """The graph of a run, its adapter merged: what is exported."""
    base = merged(folder, content)
    grid = base.kind.Grid(**content["grid"])
    if content["mode"] == "linear-probe":
        probe = Probe(base.kind.Vision(base.model, grid), base.kind.language(base.model).config.hidden_size,
                      len(content["labels"]))
        probe.load_state_dict(load_file(str(folder / PROBE)), strict=False)
        return probe.eval()
    prompt = prompts.build(base, grid, tuple(content["labels"]), content["question"])
    return FusedVlm(base, grid, prompt, label_mass="labelMass" in content["output"]).requires_grad_(False).eval()
