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

from histotool import RESEARCH_USE, patients
from histotool.preprocessing import softmax, tensor_sha256
from histotool.run_folder import Run

CARD = "model-card.yaml"
SEAL = "model-card.sha256"
EXPECTED = "golden/expected.json"
VERSION = r"[0-9]{1,9}(\.[0-9]{1,9}){0,3}(-[a-z0-9.]{1,32})?"
LEAKY = "CONTAMINATED: images of one patient stand on both sides of the split, so every figure here is too good. "


def write(trained: Run, onnx_file: Path, golden_images: list[Path], name: str, version: str, models: Path, *,
          golden_size: tuple[int, int] = (280, 184), variants: dict | None = None, extra: list[Path] = ()) -> Path:
    """Writes `models/name/version/` anew from the run's facts, and gives its path.

    A run of a leaky split gets `-leaky` at the end of its version. `variants` is the card's section; its files are
    among `extra`, which are copied beside the model under their own names (external data of a graph as well).
    """
    version = full_version(version, trained.facts["training"].get("leaky", False))
    check_names(name, version)
    complete = models / name / version
    folder = complete.with_name(f".{version}")  # hidden until it is whole: a worker may be looking for new versions
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "golden").mkdir(parents=True)
    shutil.copyfile(onnx_file, folder / "model.onnx")
    for file in extra:
        shutil.copyfile(file, folder / file.name)
    entries = [_golden(trained, folder, image, number, golden_size) for number, image in enumerate(golden_images, start=1)]
    (folder / EXPECTED).write_text(json.dumps({"images": entries}, indent=2) + "\n", encoding="utf-8")
    write_card(folder, _card(trained.facts, name, version) | ({"variants": variants} if variants else {}))
    if complete.exists():
        shutil.rmtree(complete)
    return folder.rename(complete)


def check_names(name: str, version: str) -> None:
    """Also called before what takes long, so that a wrong name costs nothing."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) or not re.fullmatch(VERSION, version):
        raise ValueError(f"{name} {version}: a model has a lower-case name and a version like 1.2.0 or 1.2.0-fold3")


def full_version(version: str, leaky: bool) -> str:
    """`1.0.0` → `1.0.0-leaky`, `1.0.0-fold2` → `1.0.0-fold2.leaky`: a contaminated package is known by its version."""
    if not leaky or version.endswith(("-leaky", ".leaky")):
        return version
    return f"{version}{'.' if '-' in version else '-'}leaky"


def _golden(trained: Run, folder: Path, source: Path, number: int, size: tuple[int, int]) -> dict:
    file = f"golden/image-{number}.png"
    with PIL.Image.open(source) as image:
        image.convert("RGB").resize(size, PIL.Image.Resampling.LANCZOS).save(folder / file, optimize=True)
    return {"file": file, "mediaType": "image/png"} | expectation(trained, folder / file)


def expectation(trained: Run, path: Path) -> dict:
    """The tensor's digest and PyTorch's scores, in label order; of any family's model."""
    tensor = trained.preprocessing.tensor(trained.preprocessing.pixels(path))
    with torch.no_grad():
        values = trained.model(torch.from_numpy(tensor[None])).numpy()
    scores = softmax(values, trained.facts["temperature"])[0]
    return {"tensorSha256": tensor_sha256(tensor), "scores": [float(score) for score in numpy.asarray(scores)]}


def _card(facts: dict, name: str, version: str) -> dict:
    labels = list(facts["labels"])
    return {
        "schemaVersion": 1,
        "name": name,
        "version": version,
        "family": facts["family"],
        "architecture": facts["architecture"],
        "licence": facts.get("licence", "Apache-2.0"),
        "intendedUse": intended_use(facts),
        "labels": labels,
        "positiveLabel": positive_label(facts),
        "decisionThreshold": facts.get("decisionThreshold", 0.5),
        "temperature": facts["temperature"],
        "input": facts["input"],
        "output": facts["output"],
        "training": patients.nameless(facts["training"]),
        "metrics": facts["metrics"],
    }


def positive_label(facts: dict) -> str:
    return facts.get("positiveLabel", facts["labels"][1])


def intended_use(facts: dict) -> str:
    text = facts.get("intendedUse", RESEARCH_USE)
    leaky = facts["training"].get("leaky", False) and not text.startswith("CONTAMINATED:")
    return LEAKY + text if leaky else text


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
