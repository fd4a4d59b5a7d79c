"""The commands of vision-language models, one after the other, as a user calls them."""

import json
import shutil

import onnx
import pytest

from histotool import packaging
from histotool.cli import main
from histotool.run_folder import Run


@pytest.fixture(scope="module")
def work(small_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("work")
    main(["split", "--data", str(small_data), "--folds", "3", "--out", str(folder / "folds.csv")])
    return folder


@pytest.fixture(scope="module", params=["smolvlm", "qwen2-vl"])
def base(request, small_data, work):
    folder = work / f"base-{request.param}"
    size = ["--image-size", "224"] if request.param == "qwen2-vl" else []
    main(train(small_data, work, folder, "--mode", "base", "--kind", request.param, "--config", "tiny", *size))
    return folder


@pytest.fixture(scope="module", params=["lora", "linear-probe"])
def trained(request, small_data, work, base):
    folder = work / f"{request.param}-{base.name}"
    main(train(small_data, work, folder, "--mode", request.param, "--checkpoint", str(base), "--views", "2", *size_of(base)))
    return folder


def size_of(base):
    return ["--image-size", "224"] if "qwen" in base.name else []


def train(data, work, out, *more, fold="0"):
    return ["train-vlm", "--data", str(data), "--split", str(work / "folds.csv"), "--fold", fold, "--epochs", "1", "--batch",
            "8", "--out", str(out), *more]


def test_a_run_becomes_a_package_that_verifies_and_can_be_evaluated(trained, base, small_data, capsys):
    kind = base.name.removeprefix("base-")
    models = trained / "models"
    main(["merge-export", "--run", str(trained), "--data", str(small_data), "--version", "1.0.0", "--licence", "MIT",
          "--variants", "fp16", "--models", str(models)])
    package = models / kind / "1.0.0"
    main(["verify", "--package", str(package), "--run", str(trained)])
    main(["evaluate", "--package", str(package), "--images", str(small_data), "--out", str(trained / "report.json")])
    main(["scores", "--run", str(trained), "--package", str(package), "--images", str(small_data), "--limit", "3", "--out",
          str(trained / "scores.json")])
    main(["card", "--package", str(package), "--out", str(trained / "card.md")])

    card = packaging.read_card(package)
    page = (trained / "card.md").read_text()
    assert (card["family"], card["licence"]) == ("vlm", "MIT")
    assert (card["training"]["baseModel"], card["training"]["baseTaughtOn"]) == (base.name, "generated")
    assert card["variants"]["fp16"]["loss"]["images"] == 16
    onnx.checker.check_model(str(package / "model.fp16.onnx"))
    assert ("labelMass" in card["output"]) == (card["training"]["mode"] == "lora")
    assert len(json.loads((trained / "scores.json").read_text())["images"]) == 3
    assert json.loads((trained / "report.json").read_text())["images"]["overall"]["images"] == 48
    assert "PyTorch on random inputs: largest relative error" in capsys.readouterr().out
    assert "| fp16 | `model.fp16.onnx` |" in page and "largestScoreDifference" in page


def test_export_and_package_take_every_family(trained, small_data):
    main(["export", "--run", str(trained), "--out", str(trained / "exported" / "graph.onnx")])
    main(["package", "--run", str(trained), "--data", str(small_data), "--name", "other", "--version", "2.0.0", "--models",
          str(trained / "models")])

    card = packaging.read_card(trained / "models" / "other" / "2.0.0")
    assert (trained / "exported" / "graph.onnx").stat().st_size == (trained / "models/other/2.0.0/model.onnx").stat().st_size
    assert card["metrics"]["heldOut"]["overall"]["images"] == 16


def test_a_base_that_saw_the_held_out_patients_is_refused(base, small_data, work, refused):
    reason = refused(*train(small_data, work, work / "other-fold", "--mode", "lora", "--checkpoint", str(base), fold="1"))

    assert "this base was trained on 4 of the 4 held-out patients" in reason
    assert not (work / "other-fold").exists()


@pytest.mark.parametrize("mode", ["lora", "linear-probe"])
def test_without_a_base_the_configuration_is_one(mode, small_data, work):
    main(train(small_data, work, work / f"{mode}-alone", "--mode", mode, "--kind", "smolvlm", "--config", "tiny"))

    facts = Run.load(work / f"{mode}-alone").facts
    assert facts["training"]["baseModel"] == "smolvlm from configuration, seed 1"


def test_base_and_tokenizer_may_lie_apart_and_move_with_the_run(small_data, work, base, tmp_path):
    shutil.copytree(base, tmp_path / "here" / "base")
    (tmp_path / "here" / "words").mkdir()
    for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.json"):
        shutil.move(tmp_path / "here" / "base" / file, tmp_path / "here" / "words" / file)
    main(train(small_data, work, tmp_path / "here" / "run", "--mode", "linear-probe", "--checkpoint",
               str(tmp_path / "here" / "base"), "--tokenizer", str(tmp_path / "here" / "words"), *size_of(base)))

    (tmp_path / "here").rename(tmp_path / "there")

    assert Run.load(tmp_path / "there" / "run").facts["training"]["baseModel"] == "base"


def test_merge_export_is_for_vlms(small_data, work, refused, untrained):
    untrained.save(work / "cnn")

    assert "no run of train-vlm" in refused("merge-export", "--run", str(work / "cnn"), "--data", str(small_data), "--version",
                                            "1.0.0", "--models", str(work))


def test_cross_validation_trains_a_base_for_each_fold(small_data, work, capsys):
    main(["cross-validate", "--family", "vlm", "--data", str(small_data), "--split", str(work / "folds.csv"), "--name", "smolvlm",
          "--models", str(work / "models"), "--work", str(work / "folds"), "--golden", "1", "--base",
          "--kind smolvlm --config tiny --epochs 1", "--mode", "linear-probe", "--epochs", "1"])

    cards = [packaging.read_card(work / "models" / "smolvlm" / f"1.0.0-fold{fold}") for fold in range(3)]
    for fold, card in enumerate(cards):
        base = json.loads((work / "folds" / f"fold{fold}-base" / "base.json").read_text())
        assert not set(card["training"]["heldOutPatients"]) & {*base["trainPatients"], *base["validationPatients"]}
    assert len({patient for card in cards for patient in card["training"]["heldOutPatients"]}) == 12
    assert " ± " in capsys.readouterr().out
