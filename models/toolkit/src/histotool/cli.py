"""The one command; every subcommand is a module of `histotool.commands` with `NAME`, `HELP`, `arguments` and `run`."""

import argparse

from histotool.commands import (
    evaluate,
    export,
    export_topology,
    manifest,
    package,
    scores,
    split,
    stain_fit,
    train_cnn,
    verify,
)

COMMANDS = (
    manifest,
    split,
    train_cnn,
    export,
    package,
    verify,
    evaluate,
    scores,
    export_topology,
    stain_fit,
)


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="histotool", description=__import__("histotool").__doc__)
    subcommands = root.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        subparser = subcommands.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.arguments(subparser)
        subparser.set_defaults(run=command.run)
    return root


def main(arguments: list[str] | None = None) -> None:
    options = parser().parse_args(arguments)
    options.run(options)
