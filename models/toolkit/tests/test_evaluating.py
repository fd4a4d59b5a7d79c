import json

import pytest

from histotool import evaluating, exporting, manifest, packaging, patients
from histotool.cli import main
from histotool.manifest import Image


@pytest.fixture
def package(untrained, tmp_path):
    untrained.facts["training"] = {"protocol": "none", "trainPatients": ["26-0", "26-1"]}
    exporting.export(untrained.model, tmp_path / "model.onnx", untrained.example(), untrained.output_names)
    return packaging.write(untrained, tmp_path / "model.onnx", [], "tiny", "1.0.0", tmp_path / "models")


def result(patient, label, score, magnification=40):
    predicted = "malignant" if score >= 0.5 else "benign"
    return evaluating.Scored(Image(None, patient, patient, magnification, label, ""), predicted, score)


CARD = {"name": "m", "version": "1", "labels": ["benign", "malignant"], "positiveLabel": "malignant",
        "decisionThreshold": 0.5,
        "training": {"trainPatients": patients.digests(["p1"]), "validationPatients": patients.digests(["p4"])}}


def test_images_and_patients_are_counted_apart():
    results = [result("p2", "malignant", 0.9), result("p2", "malignant", 0.8), result("p2", "malignant", 0.2),
               result("p3", "benign", 0.1, 100)]

    report = evaluating.table(CARD, results)

    assert report["images"]["overall"]["accuracy"] == 0.75
    assert report["patients"]["overall"]["accuracy"] == 1.0
    assert report["patients"]["overall"]["recognitionRate"] == pytest.approx((2 / 3 + 1) / 2, abs=1e-4)
    assert report["images"]["40x"]["images"] == 3
    assert report["images"]["100x"]["recall"] is None
    assert report["contaminated"] == []


def test_patients_trained_on_are_a_contamination():
    report = evaluating.table(CARD, [result("p1", "benign", 0.1), result("p3", "benign", 0.1)])

    assert report["contaminated"] == ["p1"]
    assert evaluating.lines(report)[0].startswith("CONTAMINATED: the model was trained on 1 of these patients")


def test_patients_that_stopped_the_training_are_a_contamination_too():
    assert evaluating.table(CARD, [result("p4", "benign", 0.1), result("p3", "benign", 0.1)])["contaminated"] == ["p4"]


def test_an_older_card_names_its_patients_plainly():
    card = CARD | {"training": {"trainPatients": ["p1"], "validationPatients": ["p4"]}}

    report = evaluating.table(card, [result(patient, "benign", 0.1) for patient in ("p1", "p3", "p4")])

    assert report["contaminated"] == ["p1", "p4"]


def test_patients_of_several_labels_are_left_out_and_counted():
    report = evaluating.table(CARD, [result("p2", "malignant", 0.9), result("p2", "benign", 0.8)])

    assert report["patients"]["overall"]["patientsOfSeveralLabels"] == 1
    assert report["patients"]["overall"]["patients"] == 0


def test_a_model_of_three_labels_sets_the_positive_one_against_the_rest():
    card = CARD | {"labels": ["benign", "in situ", "malignant"]}
    results = [evaluating.Scored(Image(None, "p", "s", 40, label, ""), predicted, score) for label, predicted, score in [
        ("in situ", "benign", 0.1), ("malignant", "malignant", 0.8), ("benign", "benign", 0.2)]]

    values = evaluating.table(card, results)["images"]["overall"]

    assert (values["accuracy"], values["recall"], values["specificity"]) == (0.6667, 1.0, 1.0)


def test_the_command_prints_the_table_and_writes_it(package, data, tmp_path, capsys):
    main(["evaluate", "--package", str(package), "--images", str(data), "--out", str(tmp_path / "report.json")])

    report = json.loads((tmp_path / "report.json").read_text())
    text = capsys.readouterr().out
    assert text.startswith("CONTAMINATED: the model was trained on 2 of these patients")
    assert report["images"]["200x"]["images"] == 24 and report["images"]["200x"]["patients"] == 12
    assert "by image" in text and "by patient" in text and "200x" in text


def test_a_fold_alone_is_evaluated(package, data, tmp_path):
    main(["split", "--data", str(data), "--folds", "3", "--out", str(tmp_path / "folds.csv")])
    main(["evaluate", "--package", str(package), "--images", str(data), "--split", str(tmp_path / "folds.csv"), "--fold",
          "1", "--out", str(tmp_path / "report.json")])

    assert json.loads((tmp_path / "report.json").read_text())["images"]["overall"]["images"] == 16


def test_scores_are_the_packages(package, untrained, data):
    images = manifest.read(data)[:5]

    actual = [each.score for each in evaluating.scored(package, images, batch=2)]

    expected = [packaging.expectation(untrained, image.path)["scores"][1] for image in images]
    assert actual == pytest.approx(expected, rel=1e-4)
