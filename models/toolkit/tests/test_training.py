import json
import os
import signal
import subprocess
import sys
import time

import pytest
import torch

from histotool import splits
from histotool.augmentation import augment
from histotool.cli import main
from histotool.run_folder import Run


@pytest.fixture
def folds(data, tmp_path):
    main(["split", "--data", str(data), "--folds", "3", "--out", str(tmp_path / "folds.csv")])
    return tmp_path / "folds.csv"


def command(data, folds, out, *more):
    return ["train-cnn", "--data", str(data), "--split", str(folds), "--width", "2", "--epochs", "6", "--batch", "8",
            "--topology", "alexnet", "--image-size", "224", "--coarse", "0.34", "--out", str(out), *more]


def test_a_killed_training_goes_on_as_if_it_had_not_been(data, folds, tmp_path):
    main(command(data, folds, tmp_path / "whole"))
    killed = subprocess.Popen([sys.executable, "-m", "histotool", *command(data, folds, tmp_path / "killed")],
                              stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    state = tmp_path / "killed" / "training-state.pt"
    deadline = time.monotonic() + 120
    while not state.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert not (tmp_path / "killed" / "run.json").exists()

    main(command(data, folds, tmp_path / "killed", "--resume"))

    whole, resumed = Run.load(tmp_path / "whole"), Run.load(tmp_path / "killed")
    assert resumed.facts == whole.facts
    for name, tensor in whole.model.state_dict().items():
        assert torch.equal(tensor, resumed.model.state_dict()[name]), name


def test_a_resumed_training_must_be_the_same_one(data, folds, tmp_path):
    main(command(data, folds, tmp_path / "run"))

    with pytest.raises(SystemExit, match="other options or images"):
        main(command(data, folds, tmp_path / "run", "--resume", "--rate", "0.5"))


def test_a_leaky_split_marks_the_run(data, tmp_path):
    main(["split", "--data", str(data), "--folds", "3", "--leaky", "--out", str(tmp_path / "leaky.csv")])
    main(command(data, tmp_path / "leaky.csv", tmp_path / "run", "--epochs", "1"))
    main(["package", "--run", str(tmp_path / "run"), "--data", str(data), "--version", "1.0.0", "--models",
          str(tmp_path / "models")])

    folder = tmp_path / "models" / "alexnet" / "1.0.0-leaky"
    assert json.loads((tmp_path / "run" / "run.json").read_text())["training"]["leaky"]
    assert "intendedUse: 'CONTAMINATED:" in (folder / "model-card.yaml").read_text()


def test_a_split_by_image_is_refused_unless_leaky(data, tmp_path):
    with pytest.raises(SystemExit, match="--leaky"):
        main(["split", "--data", str(data), "--by", "image", "--out", str(tmp_path / "folds.csv")])


def test_a_forged_patient_split_is_refused(data, folds, tmp_path):
    first = splits.read(folds)
    forged = splits.Folds({f"26-{n}": n % 3 for n in range(12)})
    (data / "manifest.csv").write_text((data / "manifest.csv").read_text().replace(",26-1A,", ",26-0A,"))
    splits.write(folds, forged)

    assert first != forged
    with pytest.raises(SystemExit, match="belong together"):
        main(command(data, folds, tmp_path / "run"))


def test_one_magnification_only(data, folds, tmp_path):
    main(command(data, folds, tmp_path / "run", "--magnification", "200", "--epochs", "1"))

    facts = Run.load(tmp_path / "run").facts
    assert facts["training"]["magnification"] == "200"
    assert set(facts["metrics"]["heldOut"]) == {"overall", "200x"}


def test_a_magnification_that_is_not_there_is_an_error(data, folds, tmp_path):
    with pytest.raises(SystemExit, match="no image at 100; there are 40, 200"):
        main(command(data, folds, tmp_path / "run", "--magnification", "100"))


def test_training_learns(data, folds, tmp_path):
    main(["train-cnn", "--data", str(data), "--split", str(folds), "--topology", "alexnet", "--width", "4",
          "--epochs", "8", "--batch", "4", "--image-size", "64", "--coarse", "0", "--dropout", "0", "--rate", "0.003", "--out", str(tmp_path / "run")])

    assert Run.load(tmp_path / "run").facts["metrics"]["heldOut"]["overall"]["auc"] > 0.9


def test_augmentation_turns_by_right_angles():
    corner = torch.zeros(64, 3, 8, 8)
    corner[:, :, 0, 1:3] = 1  # a bar on the upper edge, left of its middle: eight positions tell themselves apart

    out = augment(corner, torch.Generator().manual_seed(1))

    bars = {(int(i[0].flatten().argmax()) // 8, int(i[0].flatten().argmax()) % 8) for i in out}
    edges = {(row in (0, 7), column in (0, 7)) for row, column in bars}
    assert len(bars) >= 8
    assert {(True, False), (False, True)} <= edges
    assert out.shape == corner.shape and float(out.min()) >= 0 and float(out.max()) <= 1
