"""The one command; every subcommand is a module of `histotool.commands` with `NAME`, `HELP`, `arguments` and `run`."""

import argparse

from histotool.commands import (
    card,
    cross_validate,
    evaluate,
    export,
    export_topology,
    import_checkpoint,
    import_onnx,
    manifest,
    merge_export,
    package,
    scores,
    split,
    stain_fit,
    train_cnn,
    train_vlm,
    verify,
)

COMMANDS = (
    manifest,
    split,
    train_cnn,
    train_vlm,
    export,
    merge_export,
    package,
    verify,
    evaluate,
    card,
    cross_validate,
    import_checkpoint,
    import_onnx,
    stain_fit,
    scores,
    export_topology,
)


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="histotool", description=__import__("histotool").__doc__)
    subcommands = root.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        subparser = subcommands.add_parser(command.NAME, help=command.HELP, description=command.HELP, allow_abbrev=False)
        command.arguments(subparser)
        subparser.set_defaults(run=command.run)
    return root


def main(arguments: list[str] | None = None) -> None:
    """A command with `PASSES_ON` gets the options that it does not know as `passed_on`; others refuse them."""
    root = parser()
    options, unknown = root.parse_known_args(arguments)
    command = next(command for command in COMMANDS if command.NAME == options.command)
    if unknown and not getattr(command, "PASSES_ON", False):
        root.error(f"unrecognized arguments: {' '.join(unknown)}")
    options.passed_on = unknown
    options.run(options)
