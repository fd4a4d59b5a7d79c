"""The manifest of a folder of images: file, patient, slide, magnification, label, sha256."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

LABELS = ("benign", "malignant")
SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""Of the files that are taken for images."""
COLUMNS = ("file", "patient", "slide", "magnification", "label", "sha256")


@dataclass(frozen=True)
class Image:
    path: Path
    patient: str
    slide: str
    magnification: int
    label: str
    sha256: str

    @property
    def target(self) -> int:
        return LABELS.index(self.label)


def read(folder: Path, labels: list[str] = LABELS) -> list[Image]:
    """Every image of `folder/manifest.csv`; a missing file, wrong digest or unknown label is an error."""
    with open(folder / "manifest.csv", newline="", encoding="utf-8") as source:
        reader = csv.DictReader(source)
        if missing := [column for column in COLUMNS if column not in (reader.fieldnames or [])]:
            raise ValueError(f"{folder / 'manifest.csv'}: no column {', '.join(missing)}; `histotool manifest` writes one")
        images = [image(folder, row, labels) for row in reader]
    if not images:
        raise ValueError(f"{folder}: the manifest names no image")
    return images


def image(folder: Path, row: dict[str, str], labels: list[str] = LABELS) -> Image:
    path = folder / row["file"]
    if row["label"] not in labels:
        raise ValueError(f"{path.name}: label {row['label']} is none of {', '.join(labels)}")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != row["sha256"]:
        raise ValueError(f"{path.name}: the content is not what the manifest says")
    return Image(path, row["patient"], row["slide"], int(row["magnification"]), row["label"], digest)


def digest(images: list[Image]) -> str:
    """One digest for a data set: of its images' digests and labels, whatever their order."""
    lines = sorted(f"{image.sha256} {image.label}\n" for image in images)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
