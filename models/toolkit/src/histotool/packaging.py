"""A model package: model-card.yaml, model.onnx and golden/, every file's digest in the card."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import numpy
import PIL.Image
import torch
import yaml

from histotool import topology
from histotool.manifest import LABELS
from histotool.preprocessing import softmax, tensor_sha256
from histotool.run_folder import Run

CARD = "model-card.yaml"
SEAL = "model-card.sha256"
EXPECTED = "golden/expected.json"
DEMONSTRATION = (
    "Research use only. A demonstration trained on generated images, which only imitate tissue; its figures say "
    "nothing about real slides. Not for diagnosis."
)


def write(trained: Run, onnx_file: Path, golden_images: list[Path], name: str, version: str, models: Path,
          *, intended_use: str = DEMONSTRATION, golden_size: tuple[int, int] = (280, 184)) -> Path:
    """Writes `models/name/version/` anew and gives its path."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) or not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ValueError("a model has a lower-case name and a version of three numbers")
    folder = models / name / version
    if folder.exists():
        shutil.rmtree(folder)
    (folder / "golden").mkdir(parents=True)
    shutil.copyfile(onnx_file, folder / "model.onnx")
    names = []
    for number, source in enumerate(golden_images, start=1):
        names.append(f"golden/image-{number}.png")
        with PIL.Image.open(source) as image:
            image.convert("RGB").resize(golden_size, PIL.Image.Resampling.LANCZOS).save(folder / names[-1], optimize=True)
    entries = [_golden(trained, folder, file) for file in names]
    (folder / EXPECTED).write_text(json.dumps({"images": entries}, indent=2) + "\n", encoding="utf-8")
    write_card(folder, _card(trained, name, version, intended_use))
    return folder


def _golden(trained: Run, folder: Path, file: str) -> dict:
    return {"file": file, "mediaType": "image/png"} | expectation(trained, folder / file)


def expectation(trained: Run, path: Path) -> dict:
    """The tensor's digest and PyTorch's scores, in label order."""
    tensor = trained.preprocessing.tensor(trained.preprocessing.pixels(path))
    with torch.no_grad():
        values = trained.model(torch.from_numpy(tensor[None])).numpy()
    scores = softmax(values, trained.facts["temperature"])[0]
    return {"tensorSha256": tensor_sha256(tensor), "scores": [float(score) for score in numpy.asarray(scores)]}


def _card(trained: Run, name: str, version: str, intended_use: str) -> dict:
    facts = trained.facts
    return {
        "schemaVersion": 1,
        "name": name,
        "version": version,
        "family": "cnn",
        "architecture": topology.architecture(facts["topology"], facts["width"]),
        "licence": "Apache-2.0",
        "intendedUse": intended_use,
        "labels": list(LABELS),
        "positiveLabel": LABELS[1],
        "decisionThreshold": 0.5,
        "temperature": facts["temperature"],
        "input": facts["input"],
        "output": {"name": "logits"},
        "training": facts["training"],
        "metrics": facts["metrics"],
    }


def digests(folder: Path) -> dict[str, str]:
    """Every file but the card and its seal, by its name relative to the package."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in (CARD, SEAL))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def write_card(folder: Path, card: dict) -> None:
    ordered = {}
    for key, value in card.items():
        if key == "training":
            ordered["files"] = digests(folder)
        ordered[key] = value
    text = yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True, width=120)
    (folder / CARD).write_text(text, encoding="utf-8")
    (folder / SEAL).write_text(seal(folder), encoding="ascii")


def seal(folder: Path) -> str:
    """The card's own digest, as `sha256sum model-card.yaml` prints it."""
    return f"{hashlib.sha256((folder / CARD).read_bytes()).hexdigest()}  {CARD}\n"


def read_card(folder: Path) -> dict:
    """The card, after it was checked against its seal, and every other file's digest against the card."""
    sealed = (folder / SEAL).read_text(encoding="ascii", errors="replace") if (folder / SEAL).is_file() else ""
    if sealed != seal(folder):
        raise ValueError(f"{folder}: {CARD} has not the digest that {SEAL} says")
    card = yaml.safe_load((folder / CARD).read_text(encoding="utf-8"))
    if digests(folder) != card["files"]:
        raise ValueError(f"{folder}: the files are not the ones that the card names")
    return card
