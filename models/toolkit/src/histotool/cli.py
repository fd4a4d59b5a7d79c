"""The one command; every subcommand is a module of `histotool.commands` with `NAME`, `HELP`, `arguments` and `run`."""

import argparse

from histotool.commands import export, export_topology, merge_export, package, scores, split, train_cnn, train_vlm, verify

COMMANDS = (split, train_cnn, train_vlm, export, merge_export, package, verify, scores, export_topology)


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
