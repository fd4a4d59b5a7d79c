import json

import pytest

from histotool import cross_validation, packaging
from histotool.cli import main


@pytest.fixture
def split(data, tmp_path):
    main(["split", "--data", str(data), "--folds", "3", "--out", str(tmp_path / "folds.csv")])
    return tmp_path / "folds.csv"


def words(data, split, tmp_path):
    return ["cross-validate", "--data", str(data), "--split", str(split), "--name", "alexnet", "--models",
            str(tmp_path / "models"), "--work", str(tmp_path / "work"), "--golden", "2", "--topology", "alexnet", "--width", "2",
            "--epochs", "1", "--batch", "8", "--coarse", "0"]


def validate(data, split, tmp_path, *more):
    main([*words(data, split, tmp_path), *more])


def test_one_command_makes_a_version_per_fold(data, split, tmp_path, capsys):
    validate(data, split, tmp_path)

    cards = [packaging.read_card(tmp_path / "models" / "alexnet" / f"1.0.0-fold{fold}") for fold in range(3)]
    held_out = [set(card["training"]["heldOutPatients"]) for card in cards]
    assert [card["training"]["fold"] for card in cards] == [0, 1, 2]
    assert [card["training"]["crossValidation"] for card in cards] == [{"fold": fold, "folds": 3} for fold in range(3)]
    assert sum(map(len, held_out)) == len(set.union(*held_out)) == 12
    assert all(not held & set(card["training"]["trainPatients"]) for held, card in zip(held_out, cards))
    summary = json.loads((tmp_path / "work" / "summary.json").read_text())
    assert summary["versions"] == ["1.0.0-fold0", "1.0.0-fold1", "1.0.0-fold2"]
    assert set(summary["heldOut"]) == {"overall", "40x", "200x"}
    assert " ± " in capsys.readouterr().out


def test_finished_folds_are_not_trained_again(data, split, tmp_path):
    validate(data, split, tmp_path)
    (tmp_path / "work" / "fold1" / "run.json").unlink()
    (tmp_path / "work" / "fold1" / "training-state.pt").unlink()
    before = {fold: (tmp_path / "work" / f"fold{fold}" / "checkpoint.pt").stat().st_mtime_ns for fold in range(3)}

    validate(data, split, tmp_path)

    after = {fold: (tmp_path / "work" / f"fold{fold}" / "checkpoint.pt").stat().st_mtime_ns for fold in range(3)}
    assert [after[fold] == before[fold] for fold in range(3)] == [True, False, True]


def test_folds_of_other_options_are_not_mixed(data, split, tmp_path):
    validate(data, split, tmp_path)

    with pytest.raises(SystemExit, match="begun with other options"):
        validate(data, split, tmp_path, "--rate", "0.5")


def test_a_restart_removes_its_own_folds_and_nothing_else(data, split, tmp_path):
    validate(data, split, tmp_path)
    others = tmp_path / "work" / "notes.txt"
    others.write_text("kept")

    validate(data, split, tmp_path, "--rate", "0.5", "--restart")

    run = json.loads((tmp_path / "work" / "cross-validation.json").read_text())
    assert run["training"][-2:] == ["--rate", "0.5"]
    assert others.read_text() == "kept"


def test_a_wrong_training_option_stops_before_any_training(data, split, tmp_path, capsys):
    with pytest.raises(SystemExit):
        validate(data, split, tmp_path, "--tepmerature", "2")

    assert "--tepmerature" in capsys.readouterr().err
    assert not (tmp_path / "work").exists()


def test_other_commands_refuse_what_they_do_not_know(data):
    with pytest.raises(SystemExit):
        main(["split", "--data", str(data), "--out", "x", "--foldz", "3"])


def test_a_leaky_split_is_visible_in_every_version(data, tmp_path, capsys):
    main(["split", "--data", str(data), "--folds", "3", "--leaky", "--out", str(tmp_path / "leaky.csv")])
    validate(data, tmp_path / "leaky.csv", tmp_path)

    assert sorted(p.name for p in (tmp_path / "models" / "alexnet").iterdir()) == [
        f"1.0.0-fold{fold}.leaky" for fold in range(3)]
    assert json.loads((tmp_path / "work" / "summary.json").read_text())["leaky"]
    assert "CONTAMINATED: made from an image-level split" in capsys.readouterr().out
    package = tmp_path / "models" / "alexnet" / "1.0.0-fold1.leaky"
    card = packaging.read_card(package)
    assert card["training"]["leaky"] is True and card["intendedUse"].startswith("CONTAMINATED:")
    main(["card", "--package", str(package)])
    assert "> **CONTAMINATED:** made from an image-level split" in capsys.readouterr().out
    main(["evaluate", "--package", str(package), "--images", str(data)])
    assert "CONTAMINATED: the model comes from an image-level split." in capsys.readouterr().out


def test_a_base_is_for_vision_language_models(data, split, tmp_path, refused):
    assert "--base is for --family vlm" in refused(*words(data, split, tmp_path), "--base", "--config tiny")


def test_a_wrong_name_stops_before_any_training(data, split, tmp_path, refused):
    assert "a model has a lower-case name" in refused(*words(data, split, tmp_path), "--name", "AlexNet")
    assert not (tmp_path / "work").exists()


def test_mean_and_deviation_over_folds():
    cards = [{"metrics": {"heldOut": {"40x": {"accuracy": a, "auc": b}}}} for a, b in [(0.8, None), (0.9, 0.7), (1.0, 0.9)]]

    figures = cross_validation.summary(cards)["40x"]

    assert figures["accuracy"] == {"mean": 0.9, "standardDeviation": 0.1, "folds": 3, "undefinedFolds": 0}
    assert figures["auc"] == {"mean": 0.8, "standardDeviation": 0.1414, "folds": 2, "undefinedFolds": 1}
    assert figures["f1"]["mean"] is None
