import json

import pytest

from histotool import manifest, packaging, patients
from histotool.cli import main


def test_trains_packages_and_verifies(data, tmp_path, capsys):
    folds, run, models = tmp_path / "folds.csv", tmp_path / "run", tmp_path / "models"
    main(["split", "--data", str(data), "--folds", "3", "--out", str(folds)])
    main(["train-cnn", "--data", str(data), "--split", str(folds), "--width", "2", "--epochs", "2", "--batch", "8",
          "--out", str(run)])
    main(["package", "--run", str(run), "--data", str(data), "--version", "1.2.3", "--models", str(models)])
    package = models / "resnet34" / "1.2.3"
    main(["export", "--run", str(run), "--out", str(tmp_path / "exported.onnx")])
    main(["verify", "--package", str(package), "--run", str(run)])
    main(["scores", "--run", str(run), "--package", str(package), "--images", str(data), "--out",
          str(tmp_path / "scores.json")])

    card = packaging.read_card(package)
    assert (tmp_path / "exported.onnx").read_bytes() == (package / "model.onnx").read_bytes()
    training = card["training"]
    people = [set(training[key]) for key in ("trainPatients", "validationPatients", "heldOutPatients")]
    assert set.union(*people) == set(patients.digests(image.patient for image in manifest.read(data)))
    assert sum(len(group) for group in people) == 12
    assert card["metrics"]["heldOut"]["overall"]["images"] == 16
    assert len(json.loads((tmp_path / "scores.json").read_text())["images"]) == 48
    assert "largest relative error" in capsys.readouterr().out


def test_a_seed_repeats_the_training(data, tmp_path):
    folds = tmp_path / "folds.csv"
    main(["split", "--data", str(data), "--folds", "3", "--out", str(folds)])
    histories = []
    for name in ("first", "second"):
        main(["train-cnn", "--data", str(data), "--split", str(folds), "--width", "2", "--epochs", "1", "--batch", "8",
              "--out", str(tmp_path / name)])
        histories.append((tmp_path / name / "run.json").read_text())

    assert histories[0] == histories[1]


def test_an_image_that_changed_is_refused(data, tmp_path):
    with open(next(data.glob("*.png")), "ab") as image:
        image.write(b"x")

    with pytest.raises(SystemExit, match="not what the manifest says"):
        main(["split", "--data", str(data), "--out", str(tmp_path / "folds.csv")])


def test_packages_a_topology_with_random_weights(tmp_path):
    main(["export-topology", "--width", "4", "--models", str(tmp_path)])

    card = packaging.read_card(tmp_path / "resnet34" / "0.0.1")
    assert "scores mean nothing" in card["intendedUse"]
