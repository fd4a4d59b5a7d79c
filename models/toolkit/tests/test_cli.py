"""What a user does wrong is said in words, with exit code 2, whatever the command."""

import pytest

from histotool.cli import COMMANDS, main, parser


def test_every_command_has_help():
    text = parser().format_help()

    assert len({command.NAME for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.NAME in text and command.HELP


@pytest.mark.parametrize("words", [
    ["split", "--data", "nowhere", "--out", "folds.csv"],
    ["card", "--package", "nowhere"],
    ["verify", "--package", "nowhere"],
    ["evaluate", "--package", "nowhere", "--images", "nowhere"],
    ["package", "--run", "nowhere", "--data", "nowhere", "--version", "1.0.0", "--models", "models"],
    ["export", "--run", "nowhere"],
    ["merge-export", "--run", "nowhere", "--data", "nowhere", "--version", "1.0.0", "--models", "models"],
    ["train-cnn", "--data", "nowhere", "--split", "nowhere", "--out", "run"],
    ["train-vlm", "--data", "nowhere", "--split", "nowhere", "--out", "run"],
    ["cross-validate", "--data", "nowhere", "--split", "nowhere", "--name", "m", "--models", "models", "--work", "work"],
    ["import-onnx", "--onnx", "nowhere", "--golden", "nowhere", "--models", "models"],
    ["scores", "--run", "nowhere", "--package", "nowhere", "--images", "nowhere", "--out", "scores.json"],
    ["manifest", "--images", "nowhere"],
    ["stain-fit", "--images", "nowhere", "--method", "macenko"],
], ids=lambda words: words[0])
def test_a_folder_that_is_not_there_is_named(words, refused, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    reason = refused(*words)

    assert "nowhere" in reason
    assert reason.startswith(f"histotool {words[0]}: ") and reason.count("\n") == 1
    assert not [path for path in tmp_path.iterdir() if path.name != "work"]


def test_a_manifest_without_a_column_is_refused(data, tmp_path, refused):
    text = (data / "manifest.csv").read_text()
    (data / "manifest.csv").write_text(text.replace("patient", "person", 1))

    assert "manifest.csv: no column patient" in refused("split", "--data", str(data), "--out", str(tmp_path / "folds.csv"))


def test_a_traceback_is_shown_to_those_who_ask_for_it():
    with pytest.raises(FileNotFoundError):
        main(["--traceback", "export", "--run", "nowhere"])
