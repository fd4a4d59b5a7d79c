"""The study's metrics, overall and per magnification, with the counts they rest on; what is undefined says why."""

import numpy

from histotool.manifest import Image

NAMES = ("accuracy", "precision", "recall", "specificity", "f1", "auc", "brier")


def auc(targets: numpy.ndarray, scores: numpy.ndarray) -> float | None:
    """The chance that a positive scores above a negative, ties counting half; None without both classes."""
    positives, negatives = scores[targets == 1], scores[targets == 0]
    if not len(positives) or not len(negatives):
        return None
    above = (positives[:, None] > negatives[None, :]).mean()
    equal = (positives[:, None] == negatives[None, :]).mean()
    return float(above + 0.5 * equal)


def of(targets: numpy.ndarray, predicted: numpy.ndarray, scores: numpy.ndarray) -> dict:
    """All `NAMES`, of 0/1 targets and predictions and scores of the positive label in [0, 1].

    An undefined one is None, and `undefined` has the reason by its name.
    """
    hits = predicted == targets
    true_positives, positives = int((hits & (targets == 1)).sum()), int((targets == 1).sum())
    true_negatives, negatives = int((hits & (targets == 0)).sum()), int((targets == 0).sum())
    called = int((predicted == 1).sum())
    fractions = {
        "accuracy": (int(hits.sum()), len(targets), "no image"),
        "precision": (true_positives, called, "no image was predicted positive"),
        "recall": (true_positives, positives, "no image is positive"),
        "specificity": (true_negatives, negatives, "no image is negative"),
        "f1": (2 * true_positives, called + positives, "no image is positive or was predicted positive"),
    }
    values = {name: part / whole if whole else None for name, (part, whole, _) in fractions.items()}
    undefined = {name: reason for name, (_, whole, reason) in fractions.items() if not whole}
    values["auc"] = auc(targets, scores)
    if values["auc"] is None:
        undefined["auc"] = "images of one class only" if len(targets) else "no image"
    values["brier"] = float(((scores - targets) ** 2).mean()) if len(targets) else None
    if not len(targets):
        undefined["brier"] = "no image"
    rounded = {name: None if value is None else round(value, 4) for name, value in values.items()}
    return rounded | ({"undefined": undefined} if undefined else {})


def summary(images: list[Image], scores: numpy.ndarray, threshold: float) -> dict:
    """Of images with two labels; `scores` are of the positive one."""
    targets = numpy.array([image.target for image in images])
    counts = {"images": len(images), "patients": len({image.patient for image in images})}
    return of(targets, (scores >= threshold).astype(int), scores) | counts


def by_magnification(images: list[Image], scores: numpy.ndarray, threshold: float) -> dict:
    result = {"overall": summary(images, scores, threshold)}
    for magnification in sorted({image.magnification for image in images}):
        chosen = [i for i, image in enumerate(images) if image.magnification == magnification]
        result[f"{magnification}x"] = summary([images[i] for i in chosen], scores[chosen], threshold)
    return result
