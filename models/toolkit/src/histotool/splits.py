"""Patient-level folds: images of one patient never stand on two sides of a split."""

import csv
import random
import re
from collections import defaultdict
from pathlib import Path

from histotool.manifest import Image


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


def assign(images: list[Image], folds: int, seed: int) -> dict[str, int]:
    """Patient → fold; each label's groups are shuffled and dealt to the fold that has the fewest images of it."""
    group_of = groups(images)
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
    return {patient: fold_of[group] for patient, group in sorted(group_of.items())}


def write(path: Path, fold_of: dict[str, int]) -> None:
    with open(path, "w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["patient", "fold"])
        writer.writerows(sorted(fold_of.items()))


def read(path: Path) -> dict[str, int]:
    with open(path, newline="", encoding="utf-8") as source:
        return {row["patient"]: int(row["fold"]) for row in csv.DictReader(source)}
