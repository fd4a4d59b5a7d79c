"""From a folder of images to a manifest: BreakHis names are understood, any other folder brings a `descriptions.csv`."""

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import PIL.Image

from histotool import manifest

COLUMNS = ("file", "patient", "specimen", "slide", "magnification", "label")
BREAKHIS = re.compile(
    r"SOB_(?:(?P<benign>B_(?:A|F|PT|TA))|M_(?:DC|LC|MC|PC))-(?P<year>\d{2})-(?P<digits>\d+)(?P<cut>[A-Z]*)"
    r"-(?P<times>\d{1,3})-\d+\.png", re.IGNORECASE)
MOST_ERRORS = 10


class WrongDescriptions(ValueError):
    """What is wrong with a folder's descriptions, line by line."""


def of_breakhis(name: str) -> dict[str, str] | None:
    """The digits of the slide are the patient: the letters behind them tell cuts of one tumour apart."""
    match = BREAKHIS.fullmatch(name)
    if not match:
        return None
    patient = f"{match['year']}-{match['digits']}"
    return {"patient": patient, "slide": patient + match["cut"].upper(), "magnification": str(int(match["times"])),
            "label": "benign" if match["benign"] else "malignant"}


def describe(folder: Path, descriptions: Path | None = None, names: dict[str, str] | None = None,
             magnification: str | None = None) -> list[dict[str, str]]:
    """The rows of a manifest; `names` maps the labels found to others; every image that lacks something is named."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in manifest.SUFFIXES)
    if not files:
        raise WrongDescriptions(f"{folder}: no image (looked for {', '.join(manifest.SUFFIXES)})")
    known = _read(descriptions, folder, files) if descriptions else {}
    rows, errors = [], []
    for path in files:
        found = known.get(path) if descriptions else of_breakhis(path.name)
        row = _row(folder, path, found or {}, names or {}, magnification)
        rows.append(row)
        errors += [f"{row['file']}: {problem}" for problem in _problems(path, row, found is not None)]
    _fail(folder, errors + list(_twins(rows)))
    return rows


def _row(folder: Path, path: Path, found: dict, names: dict[str, str], magnification: str | None) -> dict[str, str]:
    slide = found.get("slide") or found.get("specimen") or ""
    label = found.get("label") or ""
    return {
        "file": path.relative_to(folder).as_posix(),
        "patient": found.get("patient") or "",
        "slide": slide or found.get("patient") or "",
        "magnification": re.sub("[xX×]$", "", found.get("magnification") or magnification or ""),
        "label": names.get(label, label),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def _problems(path: Path, row: dict[str, str], described: bool) -> Iterator[str]:
    if not described:
        yield "neither a BreakHis name nor a line in descriptions.csv"
        return
    for column in ("patient", "magnification", "label"):
        if not row[column]:
            yield f"no {column}"
    if row["magnification"] and not re.fullmatch(r"\d+", row["magnification"]):
        yield f"magnification {row['magnification']!r} is not a whole number"
    try:
        with PIL.Image.open(path) as image:
            image.verify()
    except (OSError, SyntaxError) as failure:
        yield f"cannot be read: {failure}"


def _twins(rows: list[dict[str, str]]) -> Iterator[str]:
    """One image under two patients or labels would stand on two sides of a split."""
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        twin = first.setdefault(row["sha256"], row)
        if (twin["patient"], twin["label"]) != (row["patient"], row["label"]):
            yield f"{row['file']}: the same image as {twin['file']}, with another patient or label"


def _read(source: Path, folder: Path, files: list[Path]) -> dict[Path, dict[str, str]]:
    """Rows by file; a file is named by its path below the folder, or by its name where only one has it."""
    by_name: dict[str, list[Path]] = {}
    for path in files:
        for name in {path.relative_to(folder).as_posix(), path.name}:
            by_name.setdefault(name, []).append(path)
    found, errors = {}, []
    with open(source, newline="", encoding="utf-8-sig") as text:
        reader = csv.DictReader(text)
        if "file" not in (reader.fieldnames or []):
            raise WrongDescriptions(f"{source} line 1: no column named file; the columns are {reader.fieldnames}")
        for row in reader:
            name = (row["file"] or "").strip().replace("\\", "/")
            matches = by_name.get(name, [])
            if len(matches) != 1:
                errors.append(f"line {reader.line_num}: {len(matches)} images are called {name!r}")
            elif matches[0] in found:
                errors.append(f"line {reader.line_num}: {name} stands on an earlier line already")
            else:
                found[matches[0]] = {column: (row.get(column) or "").strip() for column in COLUMNS}
    _fail(source, errors)
    return found


def _fail(source: Path, errors: list[str]) -> None:
    if errors:
        more = [f"and {len(errors) - MOST_ERRORS} more"] if len(errors) > MOST_ERRORS else []
        raise WrongDescriptions(f"{source}:\n  " + "\n  ".join(errors[:MOST_ERRORS] + more))


def write(target: Path, rows: list[dict[str, str]]) -> None:
    with open(target, "w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, manifest.COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
