"""A model card as a page of Markdown, for people: research use first, then figures, then how it was made."""

RESEARCH = "> **Research use only. Not for diagnosis.**"
METRICS = ("accuracy", "precision", "recall", "specificity", "f1", "auc", "brier", "images", "patients")


def markdown(card: dict) -> str:
    training = card.get("training", {})
    lines = [f"# {card['name']} {card['version']}", "", RESEARCH, ""]
    if training.get("leaky"):
        lines += ["> **CONTAMINATED:** made from an image-level split; its figures are too good.", ""]
    lines += [card["intendedUse"], "", *_table(_identity(card)), "", "## Input", "", *_table(_input(card["input"])), ""]
    for name, entry in card.get("metrics", {}).items():
        lines += _metrics(name, entry)
    if card.get("variants"):
        lines += ["## Variants", "", *_table(_variants(card["variants"])), ""]
    lines += ["## Training", "", *_table(_training(training)), ""]
    lines += ["## Files", "", *_table([("file", "SHA-256"), *((f"`{k}`", f"`{v}`") for k, v in card["files"].items())])]
    return "\n".join(lines) + "\n"


def _identity(card: dict) -> list[tuple[str, str]]:
    maps = card["output"].get("activationMaps")
    rows = [("", ""), ("family", card["family"]), ("architecture", card["architecture"]), ("licence", card["licence"]),
            ("labels", ", ".join(card["labels"])), ("positive label", card["positiveLabel"]),
            ("decision threshold", card["decisionThreshold"]), ("temperature", card["temperature"])]
    if card["output"].get("labelMass"):
        rows.append(("label mass", "given with every prediction"))
    if maps:
        rows.append(("activation maps", f"{maps['method']}, {maps['rows']} × {maps['columns']}"))
    return rows


def _input(entry: dict) -> list[tuple[str, str]]:
    resize = entry["resize"]
    rows = [("", ""), ("size", f"{entry['width']} × {entry['height']}, {entry['colourMode']}, {entry['layout']}"),
            ("resize", ", ".join([resize["mode"], *(f"{k} {v}" for k, v in resize.items() if k != "mode")])),
            ("filter", entry["filter"]), ("mean", _numbers(entry["mean"])),
            ("standard deviation", _numbers(entry["std"]))]
    if entry.get("stain"):
        rows.append(("stain normalisation", f"{entry['stain']['method']}, version {entry['stain']['version']}"))
    return rows


def _variants(variants: dict) -> list[tuple[str, ...]]:
    """What each precision loses against float32, and how far a golden image's score may move for it."""
    rows = [("precision", "file", "score tolerance", "largest batch", "measured loss")]
    for name, entry in variants.items():
        loss = ", ".join(f"{key} {value}" for key, value in entry.get("loss", {}).items())
        rows.append((name, f"`{entry['file']}`", entry["scoreTolerance"], entry.get("maxBatchSize", "any"), loss))
    return rows


def _metrics(name: str, entry: dict) -> list[str]:
    """A table where the entry has one row per magnification (or is one row), else the entry as it is."""
    groups = {"overall": entry} if "images" in entry else entry
    title = {"heldOut": "Held-out patients", "validation": "Validation patients"}.get(name, name)
    lines = [f"## {title}", ""]
    if not all(isinstance(values, dict) and "images" in values for values in groups.values()):
        return [*lines, *_table([("", ""), *((key, value) for key, value in groups.items())]), ""]
    columns = [metric for metric in METRICS if any(metric in values for values in groups.values())]
    lines += _table([("", *columns), *(
        (group, *("–" if values.get(c) is None else values[c] for c in columns)) for group, values in groups.items())])
    for group, values in groups.items():
        lines += [f"\n{group}, {metric}: {reason}" for metric, reason in values.get("undefined", {}).items()]
    return [*lines, ""]


def _training(training: dict) -> list[tuple[str, str]]:
    rows = [("", "")]
    for key, value in training.items():
        if key.endswith("Patients") and isinstance(value, list):
            value = f"{len(value)}, listed in the card by digest"
        elif isinstance(value, dict):
            value = ", ".join(f"{k} {v}" for k, v in value.items())
        elif isinstance(value, list):
            value = ", ".join(map(str, value))
        rows.append((key, value))
    return rows


def _numbers(values: list[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)


def _table(rows: list[tuple]) -> list[str]:
    """The first row is the head; a bar or a line break inside a cell would end it."""
    texts = [[str(cell).replace("|", "\\|").replace("\n", "<br>") for cell in row] for row in rows]
    head, *body = ["| " + " | ".join(row) + " |" for row in texts]
    return [head, "|" + " --- |" * len(texts[0]), *body]
