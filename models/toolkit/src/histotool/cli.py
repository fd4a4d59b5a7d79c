"""The one command; every subcommand is a module of `histotool.commands` with `NAME`, `HELP`, `arguments` and `run`."""

import argparse
import sys

import histotool
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


class Refusal(SystemExit):
    """What the user gave cannot be worked with: exit code 2, and the reason is on standard error already."""

    def __init__(self, reason: str):
        super().__init__(2)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="histotool", description=histotool.__doc__)
    root.add_argument("--traceback", action="store_true", help="where something is refused, show where in the toolkit that was")
    subcommands = root.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        subparser = subcommands.add_parser(command.NAME, help=command.HELP, description=command.HELP, allow_abbrev=False)
        command.arguments(subparser)
        subparser.set_defaults(run=command.run)
    return root


def main(arguments: list[str] | None = None) -> None:
    """A command with `PASSES_ON` gets the options that it does not know as `passed_on`; others refuse them.

    Commands raise ValueError or OSError for what is wrong with options and files.
    """
    root = parser()
    options, unknown = root.parse_known_args(arguments)
    command = next(command for command in COMMANDS if command.NAME == options.command)
    if unknown and not getattr(command, "PASSES_ON", False):
        root.error(f"unrecognized arguments: {' '.join(unknown)}")
    options.passed_on = unknown
    try:
        options.run(options)
    except (ValueError, OSError) as wrong:
        if options.traceback:
            raise
        reason = _reason(wrong)
        print(f"histotool {command.NAME}: {reason}", file=sys.stderr)
        raise Refusal(reason) from wrong


def _reason(wrong: Exception) -> str:
    if isinstance(wrong, OSError) and wrong.filename is not None:
        return f"{wrong.filename}: {wrong.strerror}"
    return str(wrong)
