"""Patient-level folds: images of one patient never stand on two sides of a split, unless it is leaky on purpose."""

import csv
import random
import re
from collections import defaultdict
from pathlib import Path

from histotool.manifest import Image


class Folds(dict):
    """Patient → fold; where `leaky`, image digest → fold."""

    def __init__(self, fold_of: dict[str, int], leaky: bool = False):
        super().__init__(fold_of)
        self.leaky = leaky

    @property
    def count(self) -> int:
        return max(self.values()) + 1

    def of(self, image: Image) -> int:
        key = image.sha256 if self.leaky else image.patient
        if key not in self:
            raise ValueError(f"{image.path.name}: the split does not know {key}")
        return self[key]


def slide_number(slide: str) -> str:
    """`14-22549AB` and `14-22549CD` are cuts of one tumour: the letters are dropped."""
    return re.sub(r"[A-Za-z]+$", "", slide)


def groups(images: list[Image]) -> dict[str, str]:
    """Patient → group; patients that share a slide number share a group."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            key = parent[key]
        return key

    for image in images:
        first, second = root("p:" + image.patient), root("s:" + slide_number(image.slide))
        parent[max(first, second)] = min(first, second)
    return {image.patient: root("p:" + image.patient) for image in images}


def assign(images: list[Image], folds: int, seed: int) -> Folds:
    """Each label's groups are shuffled and dealt to the fold that has the fewest images of it."""
    group_of = groups(images)
    if folds < 2 or len(set(group_of.values())) < folds:
        raise ValueError(f"{len(set(group_of.values()))} groups of patients cannot be dealt to {folds} folds")
    counts: dict[str, int] = defaultdict(int)
    labels: dict[str, str] = {}
    for image in images:
        group = group_of[image.patient]
        counts[group] += 1
        if labels.setdefault(group, image.label) != image.label:
            labels[group] = "mixed"
    fold_of: dict[str, int] = {}
    for label in sorted(set(labels.values())):
        members = sorted(group for group in labels if labels[group] == label)
        random.Random(f"{seed}/{label}").shuffle(members)
        members.sort(key=lambda group: -counts[group])
        load = [0] * folds
        for group in members:
            fold = load.index(min(load))
            fold_of[group] = fold
            load[fold] += counts[group]
    if len(set(fold_of.values())) < folds:
        raise ValueError(f"no label has {folds} groups of patients, so that one of {folds} folds stays empty; take fewer")
    return Folds({patient: fold_of[group] for patient, group in sorted(group_of.items())})


def assign_images(images: list[Image], folds: int, seed: int) -> Folds:
    """The leaky split: every image for itself, so that one patient's images stand in several folds."""
    fold_of = {}
    for label in sorted({image.label for image in images}):
        members = sorted({image.sha256 for image in images if image.label == label})
        random.Random(f"{seed}/{label}").shuffle(members)
        fold_of |= {digest: number % folds for number, digest in enumerate(members)}
    return Folds(fold_of, leaky=True)


def check(images: list[Image], folds: Folds) -> None:
    """A split that calls itself patient-level must be one: a group in two folds is an error."""
    if folds.leaky:
        return
    fold_of_group: dict[str, tuple[int, str]] = {}
    for patient, group in groups(images).items():
        fold = folds.of(next(image for image in images if image.patient == patient))
        known, other = fold_of_group.setdefault(group, (fold, patient))
        if known != fold:
            raise ValueError(f"patients {other} and {patient} belong together, but stand in folds {known} and {fold}")


def write(path: Path, folds: Folds) -> None:
    with open(path, "w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["leakyImage" if folds.leaky else "patient", "fold"])
        writer.writerows(sorted(folds.items()))


def read(path: Path) -> Folds:
    with open(path, newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    for key in ("patient", "leakyImage"):
        if rows and key in rows[0]:
            return Folds({row[key]: int(row["fold"]) for row in rows}, leaky=key == "leakyImage")
    raise ValueError(f"{path}: a split has the columns patient and fold")
