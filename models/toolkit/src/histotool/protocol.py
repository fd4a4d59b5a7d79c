"""The study's protocol, the same for every family: one fold held out, one to stop on, the others trained on."""

import random

import numpy
import torch

from histotool import manifest, patients, splits
from histotool.manifest import Image

PATIENT_LEVEL = "patient-level split: one fold held out, one for early stopping and temperature, the rest trained on"
LEAKY = "image-level split, CONTAMINATED: images of one patient are trained on and held out"


def seed(number: int, threads: int) -> None:
    """For everything random in a training; the number of threads counts too, since sums depend on it."""
    random.seed(number)
    numpy.random.seed(number)
    torch.manual_seed(number)
    torch.set_num_threads(threads)


def parts(images: list[Image], folds: splits.Folds, fold: int) -> dict[str, list[Image]]:
    """`train`, `validation` (the fold after the held-out one) and `heldOut`; an empty part is an error."""
    splits.check(images, folds)
    if not 0 <= fold < folds.count or folds.count < 3:
        raise ValueError(f"fold {fold} of {folds.count}: a training needs three folds, counted from 0")
    stopping = (fold + 1) % folds.count
    result = {
        "train": [i for i in images if folds.of(i) not in (fold, stopping)],
        "validation": [i for i in images if folds.of(i) == stopping],
        "heldOut": [i for i in images if folds.of(i) == fold],
    }
    for name, part in result.items():
        if not part:
            raise ValueError(f"fold {fold}: no image for {name}")
    return result


def of_magnification(images: list[Image], magnification: str) -> list[Image]:
    """All for `all`, else those of `40`, `100` …; none left is an error."""
    if magnification == "all":
        return images
    chosen = [image for image in images if str(image.magnification) == magnification.rstrip("x")]
    if not chosen:
        known = ", ".join(str(m) for m in sorted({image.magnification for image in images}))
        raise ValueError(f"no image at {magnification}; there are {known}")
    return chosen


def training_facts(images: list[Image], parts_: dict[str, list[Image]], folds: splits.Folds, *, dataset: str, fold: int,
                   seed: int, magnification: str = "all") -> dict:
    """The part of a card's `training` that tells, by digest, which patients were seen."""
    facts = {
        "dataset": dataset,
        "datasetDigest": manifest.digest(images),
        "protocol": LEAKY if folds.leaky else PATIENT_LEVEL,
        "magnification": magnification,
        "seed": seed,
        "fold": fold,
        "folds": folds.count,
        "framework": f"torch {torch.__version__}",
        "images": {name: len(part) for name, part in parts_.items()},
    }
    for name, part in parts_.items():
        facts[f"{name}Patients"] = patients.digests(image.patient for image in part)
    return facts | ({"leaky": True} if folds.leaky else {})
