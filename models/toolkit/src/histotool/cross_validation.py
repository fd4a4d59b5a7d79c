"""k versions of one model, one per fold, and what their held-out figures say together."""

import json
import shlex
import shutil
from pathlib import Path

import numpy

from histotool import families, manifest, metrics, packaging
from histotool.commands import package as package_command
from histotool.run_folder import Run

FIGURES = metrics.NAMES


def fold_version(version: str, fold: int) -> str:
    return f"{version}.fold{fold}" if "-" in version else f"{version}-fold{fold}"


def check(options, training_options: list[str]) -> None:
    """What would go wrong after hours of training goes wrong now."""
    packaging.check_names(options.name, fold_version(options.version, 0))
    command = families.training_command(options.family)
    families.check_options(command, training_options)
    if options.base:
        if options.family != "vlm":
            raise ValueError("--base is for --family vlm")
        families.check_options(command, shlex.split(options.base))


def train_and_package(options, training_options: list[str], fold: int) -> tuple[Path, dict]:
    """One fold; a fold whose run is finished is not trained again, and a training that was cut off goes on."""
    work = options.work / f"fold{fold}"
    if not (work / "run.json").exists():
        base = _base(options, fold) if options.base else []
        _train(options, fold, work, [*base, *training_options])
    trained = package_command.described(Run.load(work), options.licence, options.intended_use)
    if trained.facts["training"]["fold"] != fold:
        raise ValueError(f"{work} holds fold {trained.facts['training']['fold']}, not {fold}")
    trained.facts["training"]["crossValidation"] = {"fold": fold, "folds": trained.facts["training"].get("folds")}
    folder = package_command.package(trained, work, manifest.read(options.data), options.golden, options.name,
                                     fold_version(options.version, fold), options.models)
    return folder, packaging.read_card(folder)


def _base(options, fold: int) -> list[str]:
    """Trains the fold's own base, unless that is done, and gives the options that name it."""
    folder = options.work / f"fold{fold}-base"
    if not (folder / "base.json").exists():
        print(f"base of fold {fold}", flush=True)
        _train(options, fold, folder, ["--mode", "base", *shlex.split(options.base)])
    return ["--checkpoint", str(folder)]


def _train(options, fold: int, out: Path, words: list[str]) -> None:
    families.train(families.training_command(options.family), [
        "--data", str(options.data), "--split", str(options.split), "--fold", str(fold), "--out", str(out), *words])


def unchanged(options, training_options: list[str]) -> None:
    """Folds of other options must not be mixed: the work folder remembers what it was begun with."""
    begun = {"family": options.family, "split": options.split.read_text(encoding="utf-8"),
             "data": manifest.digest(manifest.read(options.data)), "base": options.base, "training": training_options}
    note = options.work / "cross-validation.json"
    if options.restart and note.exists():
        note.unlink()
        for own in options.work.glob("fold[0-9]*"):
            shutil.rmtree(own)
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
