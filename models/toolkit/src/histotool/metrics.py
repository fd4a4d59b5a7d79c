"""Accuracy and AUC, overall and per magnification, with the counts they rest on."""

import numpy

from histotool.manifest import Image


def auc(targets: numpy.ndarray, scores: numpy.ndarray) -> float | None:
    """The chance that a positive scores above a negative, ties counting half; None without both classes."""
    positives, negatives = scores[targets == 1], scores[targets == 0]
    if not len(positives) or not len(negatives):
        return None
    above = (positives[:, None] > negatives[None, :]).mean()
    equal = (positives[:, None] == negatives[None, :]).mean()
    return float(above + 0.5 * equal)


def summary(images: list[Image], scores: numpy.ndarray, threshold: float) -> dict:
    """`scores` are of the positive label."""
    targets = numpy.array([image.target for image in images])
    area = auc(targets, scores)
    return {
        "accuracy": round(float(((scores >= threshold) == (targets == 1)).mean()), 4),
        "auc": None if area is None else round(area, 4),
        "images": len(images),
        "patients": len({image.patient for image in images}),
    }


def by_magnification(images: list[Image], scores: numpy.ndarray, threshold: float) -> dict:
    result = {"overall": summary(images, scores, threshold)}
    for magnification in sorted({image.magnification for image in images}):
        chosen = [i for i, image in enumerate(images) if image.magnification == magnification]
        result[f"{magnification}x"] = summary([images[i] for i in chosen], scores[chosen], threshold)
    return result
