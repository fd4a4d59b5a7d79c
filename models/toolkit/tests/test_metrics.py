from pathlib import Path

import numpy
import pytest

from histotool import metrics
from histotool.manifest import Image


def test_auc_counts_ties_half():
    targets = numpy.array([0, 0, 1, 1])

    assert metrics.auc(targets, numpy.array([0.1, 0.5, 0.5, 0.9])) == pytest.approx(0.875)


def test_auc_of_one_class_is_none():
    assert metrics.auc(numpy.array([1, 1]), numpy.array([0.1, 0.9])) is None


def test_summaries_per_magnification_name_their_counts():
    images = [Image(Path("a"), "p1", "1A", 40, "benign", ""), Image(Path("b"), "p1", "1A", 100, "benign", ""),
              Image(Path("c"), "p2", "2A", 100, "malignant", "")]

    result = metrics.by_magnification(images, numpy.array([0.2, 0.6, 0.7]), 0.5)

    assert result["overall"]["images"] == 3
    assert result["40x"] == {"accuracy": 1.0, "auc": None, "images": 1, "patients": 1}
    assert result["100x"] == {"accuracy": 0.5, "auc": 1.0, "images": 2, "patients": 2}
