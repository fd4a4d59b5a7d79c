"""k versions of one model, one per fold, and what their held-out figures say together."""

import json
import shutil
from pathlib import Path

import numpy

from histotool import families, manifest, metrics, packaging
from histotool.commands import package as package_command
from histotool.run_folder import Run

FIGURES = metrics.NAMES


def fold_version(version: str, fold: int) -> str:
    return f"{version}.fold{fold}" if "-" in version else f"{version}-fold{fold}"


def train_and_package(options, training_options: list[str], fold: int) -> tuple[Path, dict]:
    """One fold; a fold whose run is finished is not trained again, and a training that was cut off goes on."""
    work = options.work / f"fold{fold}"
    if not (work / "run.json").exists():
        command = families.training_command(options.family)
        families.train(command, ["--data", str(options.data), "--split", str(options.split), "--fold", str(fold),
                                 "--out", str(work), *training_options])
    trained = package_command.described(Run.load(work), options.licence, options.intended_use)
    if trained.facts["training"]["fold"] != fold:
        raise ValueError(f"{work} holds fold {trained.facts['training']['fold']}, not {fold}")
    trained.facts["training"]["crossValidation"] = {"fold": fold, "folds": trained.facts["training"].get("folds")}
    folder = package_command.package(trained, work, manifest.read(options.data), options.golden, options.name,
                                     fold_version(options.version, fold), options.models)
    return folder, packaging.read_card(folder)


def unchanged(options, training_options: list[str]) -> None:
    """Folds of other options must not be mixed: the work folder remembers what it was begun with."""
    begun = {"family": options.family, "split": options.split.read_text(encoding="utf-8"),
             "data": manifest.digest(manifest.read(options.data)), "training": training_options}
    note = options.work / "cross-validation.json"
    if options.restart:
        shutil.rmtree(options.work, ignore_errors=True)
    if note.exists() and json.loads(note.read_text(encoding="utf-8")) != begun:
        raise ValueError(f"{options.work} was begun with other options, images or split; say --restart, or another --work")
    options.work.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(begun, indent=2) + "\n", encoding="utf-8")


def summary(cards: list[dict]) -> dict:
    """Mean and sample standard deviation over folds of every figure, per magnification; undefined folds are counted."""
    groups: dict[str, dict] = {}
    for name in [group for card in cards for group in card["metrics"]["heldOut"]]:
        entries = [card["metrics"]["heldOut"][name] for card in cards if name in card["metrics"]["heldOut"]]
        groups[name] = {figure: _spread([entry.get(figure) for entry in entries]) for figure in FIGURES}
    return groups


def _spread(values: list[float | None]) -> dict:
    defined = [value for value in values if value is not None]
    return {
        "mean": round(float(numpy.mean(defined)), 4) if defined else None,
        "standardDeviation": round(float(numpy.std(defined, ddof=1)), 4) if len(defined) > 1 else None,
        "folds": len(defined),
        "undefinedFolds": len(values) - len(defined),
    }


def lines(groups: dict) -> list[str]:
    text = [f"{'held out':10}" + "".join(f"{figure:>18}" for figure in FIGURES)]
    for name, figures in groups.items():
        text.append(f"{name:10}" + "".join(f"{_cell(figures[figure]):>18}" for figure in FIGURES))
    return text


def _cell(value: dict) -> str:
    if value["mean"] is None:
        return "-"
    deviation = value["standardDeviation"]
    return f"{value['mean']:.4f}" if deviation is None else f"{value['mean']:.4f} ± {deviation:.4f}"
