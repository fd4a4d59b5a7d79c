"""A package against labelled images: the study's table, per magnification, of images and of patients."""

from dataclasses import dataclass
from pathlib import Path

import numpy

from histotool import metrics, packaging, patients, verifying
from histotool.manifest import Image
from histotool.preprocessing import Preprocessing, softmax


@dataclass(frozen=True)
class Scored:
    """An image, the label predicted for it, and the score of the positive label."""

    image: Image
    predicted: str
    score: float


def scored(folder: Path, images: list[Image], batch: int = 16) -> list[Scored]:
    """Runs the package's graph in ONNX Runtime, as the worker does; with two labels the threshold decides."""
    card = packaging.read_card(folder)
    preprocessing = Preprocessing.of_card(card["input"])
    running = verifying.session(folder / "model.onnx")
    positive = card["labels"].index(card["positiveLabel"])
    result = []
    for start in range(0, len(images), batch):
        chunk = images[start : start + batch]
        tensors = numpy.stack([preprocessing.tensor(preprocessing.pixels(image.path)) for image in chunk])
        for image, scores in zip(chunk, softmax(verifying.logits(running, card, tensors), card["temperature"])):
            result.append(Scored(image, _predicted(card, scores, positive), float(scores[positive])))
    return result


def _predicted(card: dict, scores: numpy.ndarray, positive: int) -> str:
    if len(scores) == 2:
        return card["labels"][positive if scores[positive] >= card["decisionThreshold"] else 1 - positive]
    return card["labels"][int(scores.argmax())]


def table(card: dict, results: list[Scored]) -> dict:
    """`contaminated` names the patients that the card says it was trained on; no figure over them is a test."""
    training = card.get("training", {})
    seen = patients.of(training, "train", "validation")
    trained_on = sorted(patient for patient in {r.image.patient for r in results} if patients.digest(patient) in seen)
    leaky = bool(training.get("leaky"))
    groups = {"overall": results}
    for magnification in sorted({result.image.magnification for result in results}):
        groups[f"{magnification}x"] = [r for r in results if r.image.magnification == magnification]
    return {
        "model": card["name"],
        "version": card["version"],
        "positiveLabel": card["positiveLabel"],
        "contaminated": trained_on,
        "leaky": leaky,
        "images": {name: by_image(group, card["positiveLabel"]) for name, group in groups.items()},
        "patients": {name: by_patient(group, card) for name, group in groups.items()},
    }


def by_image(results: list[Scored], positive: str) -> dict:
    """`accuracy` is of all labels; the others set the positive label against the rest."""
    values = _metrics([r.image.label == positive for r in results], [r.predicted == positive for r in results],
                      [r.score for r in results])
    values["accuracy"] = round(sum(r.predicted == r.image.label for r in results) / len(results), 4)
    return values | {"images": len(results), "patients": len({r.image.patient for r in results})}


def by_patient(results: list[Scored], card: dict) -> dict:
    """A patient's score is the mean of the images'; `recognitionRate` is the mean share of a patient's images that are
    right (Spanhol et al. 2016). Patients with images of several labels are left out, and counted."""
    groups: dict[str, list[Scored]] = {}
    for result in results:
        groups.setdefault(result.image.patient, []).append(result)
    whole = [group for group in groups.values() if len({r.image.label for r in group}) == 1]
    means = [sum(r.score for r in group) / len(group) for group in whole]
    positive = card["positiveLabel"]
    values = _metrics([group[0].image.label == positive for group in whole],
                      [mean >= card["decisionThreshold"] for mean in means], means)
    rates = [sum(r.predicted == r.image.label for r in group) / len(group) for group in groups.values()]
    values["recognitionRate"] = round(sum(rates) / len(rates), 4)
    return values | {"patients": len(whole), "patientsOfSeveralLabels": len(groups) - len(whole)}


def _metrics(targets: list[bool], predicted: list[bool], scores: list[float]) -> dict:
    return metrics.of(numpy.array(targets, int), numpy.array(predicted, int), numpy.array(scores, float))


def lines(report: dict) -> list[str]:
    """The table as text."""
    text = []
    if report["contaminated"]:
        text.append(f"CONTAMINATED: the model was trained on {len(report['contaminated'])} of these patients; "
                    "these figures are no test.")
    if report["leaky"]:
        text.append("CONTAMINATED: the model comes from an image-level split.")
    names = [*metrics.NAMES]
    for level in ("images", "patients"):
        text.append("")
        text.append(f"{'by ' + level[:-1]:12}" + "".join(f"{name:>12}" for name in names) + f"{level:>12}")
        for group, values in report[level].items():
            cells = "".join(f"{'-' if values[name] is None else format(values[name], '.4f'):>12}" for name in names)
            text.append(f"{group:12}{cells}{values[level]:>12}")
            text += [f"{'':12}{name}: {reason}" for name, reason in values.get("undefined", {}).items()]
    return text
