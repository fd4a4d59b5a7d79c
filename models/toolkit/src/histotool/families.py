"""Model families by name. A family is a module, imported only when it is needed, with `load(folder, facts) -> nn.Module`
and `export(trained, path) -> list[Path]`: the graph at `path`, and the files that must lie beside it.

The module that a family gives has `forward(pixels)`: logits [N, labels], and `outputs(pixels)`: a dict in the order of
the graph's outputs, `logits` first, then `label_mass` [N] and `activation_maps` [N, labels, rows, columns] where it has
them. A family's training command takes at least `--data`, `--split`, `--fold` and `--out`, and leaves a run folder.
"""

import argparse
from importlib import import_module
from pathlib import Path
from types import ModuleType

from torch import nn

FAMILIES = {"cnn": "histotool.cnn", "vlm": "histotool.vlm"}
TRAINING_COMMANDS = {"cnn": "histotool.commands.train_cnn", "vlm": "histotool.commands.train_vlm"}


def load(folder: Path, facts: dict) -> nn.Module:
    """The network of a run folder, whatever its family; an unknown family is an error."""
    if facts.get("family") not in FAMILIES:
        raise ValueError(f"{folder}: family {facts.get('family')!r} is none of {', '.join(FAMILIES)}")
    return import_module(FAMILIES[facts["family"]]).load(folder, facts)


def export(trained, path: Path) -> list[Path]:
    """Writes a run's graph; gives the files of weights that belong beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return import_module(FAMILIES[trained.facts["family"]]).export(trained, path)


def training_command(family: str) -> ModuleType:
    """The command module (`arguments`, `run`) that trains one fold of this family."""
    return import_module(TRAINING_COMMANDS[family])


def train(command: ModuleType, words: list[str]) -> None:
    """Runs a training command with options as on the command line; one that knows `--resume` goes on where it was."""
    parser = _parser(command)
    resume = ["--resume"] if "--resume" in parser.format_help() else []
    command.run(parser.parse_args([*words, *resume]))


def check_options(command: ModuleType, words: list[str]) -> None:
    """Wrong options end the program before anything is trained."""
    _parser(command).parse_args(["--data", "-", "--split", "-", "--fold", "0", "--out", "-", *words])


def _parser(command: ModuleType) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"histotool {command.NAME}", allow_abbrev=False)
    command.arguments(parser)
    return parser
