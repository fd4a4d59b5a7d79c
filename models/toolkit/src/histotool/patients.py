"""Patients as a card and a run know them: by the SHA-256 of the pseudonym, so that a card that is shared names nobody.

A digest hides a pseudonym from a reader, not from somebody who can guess it: what is guessed can be tried.
"""

import hashlib
import re
from collections.abc import Iterable

PARTS = ("train", "validation", "heldOut")
DIGEST = re.compile(r"[0-9a-f]{64}")


def digest(pseudonym: str) -> str:
    return hashlib.sha256(pseudonym.encode("utf-8")).hexdigest()


def digests(pseudonyms: Iterable[str]) -> list[str]:
    """As a card lists them: each once, sorted."""
    return sorted({digest(pseudonym) for pseudonym in pseudonyms})


def of(training: dict, *parts: str) -> set[str]:
    """Digests of the patients of these parts; an older card's plain pseudonyms are digested."""
    listed = (str(entry) for part in parts for entry in training.get(f"{part}Patients", []))
    return {entry if DIGEST.fullmatch(entry) else digest(entry) for entry in listed}


def nameless(training: dict) -> dict:
    """The same section with digests in place of plain pseudonyms, as an older run has them."""
    return training | {f"{part}Patients": sorted(of(training, part)) for part in PARTS if f"{part}Patients" in training}
