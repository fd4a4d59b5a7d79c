"""The run folder of a vision-language model: `run.json`, `adapter/` or `probe.safetensors`, and where its base is."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn

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
    if checkpoint:
        return {"checkpoint": checkpoint, "sha256": bases.digest(base.model)} | ({"tokenizer": tokenizer} if tokenizer else {})
    base.save(folder / "base")
    return {"checkpoint": "base", "sha256": bases.digest(base.model)}


def read_base(folder: Path, entry: dict) -> Base:
    own = folder / entry["checkpoint"]
    base = bases.from_checkpoint(str(own) if own.is_dir() else entry["checkpoint"], entry.get("tokenizer"))
    if bases.digest(base.model) != entry["sha256"]:
        raise ValueError(f"{entry['checkpoint']}: not the weights that this run was trained from")
    return base


def save_base(folder: Path, base: Base, training: dict) -> None:
    base.save(folder)
    (folder / BASE).write_text(json.dumps(training, indent=2) + "\n", encoding="utf-8")


def check_base(checkpoint: Path, held_out: set[str]) -> None:
    """A demonstration base was itself trained on patients: none of them may be held out later."""
    if not (checkpoint / BASE).is_file():
        return
    training = json.loads((checkpoint / BASE).read_text(encoding="utf-8"))
    seen = held_out & {*training["trainPatients"], *training["validationPatients"]}
    if seen:
        raise ValueError(f"{checkpoint}: this base was trained on {len(seen)} of the {len(held_out)} held-out patients, such as "
                         f"{min(seen)}; train one with the same --split and --fold")


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
