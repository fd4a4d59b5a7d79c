from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies
from sklearn import metrics as reference

from histotool import metrics
from histotool.manifest import Image


def test_auc_counts_ties_half():
    targets = numpy.array([0, 0, 1, 1])

    assert metrics.auc(targets, numpy.array([0.1, 0.5, 0.5, 0.9])) == pytest.approx(0.875)


@settings(max_examples=60, deadline=None)
@given(strategies.lists(strategies.tuples(strategies.integers(0, 1), strategies.integers(0, 10)), min_size=4, max_size=60))
def test_equals_scikit_learn(pairs):
    targets = numpy.array([0, 1] + [target for target, _ in pairs])
    scores = numpy.array([0.2, 0.6] + [score / 10 for _, score in pairs])
    predicted = (scores >= 0.5).astype(int)

    actual = metrics.of(targets, predicted, scores)

    expected = {
        "accuracy": reference.accuracy_score(targets, predicted),
        "precision": reference.precision_score(targets, predicted),
        "recall": reference.recall_score(targets, predicted),
        "specificity": reference.recall_score(targets, predicted, pos_label=0),
        "f1": reference.f1_score(targets, predicted),
        "auc": reference.roc_auc_score(targets, scores),
        "brier": reference.brier_score_loss(targets, scores),
    }
    assert actual == pytest.approx(expected, abs=5.1e-5)
    assert tuple(actual) == metrics.NAMES


def test_what_is_undefined_says_why():
    result = metrics.of(numpy.array([0, 0]), numpy.array([0, 0]), numpy.array([0.1, 0.2]))

    assert result["specificity"] == result["accuracy"] == 1
    assert {name for name in metrics.NAMES if result[name] is None} == set(result["undefined"]) == {
        "precision", "recall", "f1", "auc"}
    assert result["undefined"]["auc"] == "images of one class only"


def test_no_image_leaves_everything_undefined():
    nothing = numpy.array([])

    assert set(metrics.of(nothing, nothing, nothing)["undefined"]) == set(metrics.NAMES)


def test_summaries_per_magnification_name_their_counts():
    images = [Image(Path("a"), "p1", "1A", 40, "benign", ""), Image(Path("b"), "p1", "1A", 100, "benign", ""),
              Image(Path("c"), "p2", "2A", 100, "malignant", "")]

    result = metrics.by_magnification(images, numpy.array([0.2, 0.6, 0.7]), 0.5)

    assert (result["overall"]["images"], result["overall"]["patients"]) == (3, 2)
    assert (result["40x"]["accuracy"], result["40x"]["auc"], result["40x"]["patients"]) == (1.0, None, 1)
    assert (result["100x"]["accuracy"], result["100x"]["auc"], result["100x"]["images"]) == (0.5, 1.0, 2)
