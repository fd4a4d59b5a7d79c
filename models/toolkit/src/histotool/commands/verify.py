"""`histotool verify`: digests, golden files and parity of a package."""

from pathlib import Path

from histotool import verifying
from histotool.run_folder import Run

NAME = "verify"
HELP = "Checks a package: digests, golden tensors and scores, and PyTorch against ONNX Runtime where the run is given."


def arguments(parser) -> None:
    parser.add_argument("--package", type=Path, required=True, help="models/NAME/VERSION")
    parser.add_argument("--run", type=Path, dest="run_folder", help="folder that `train-cnn` wrote")


def run(options) -> None:
    errors = {"golden files": verifying.golden(options.package)}
    if options.run_folder:
        errors["PyTorch on random inputs"] = verifying.against_run(options.package, Run.load(options.run_folder))
    for name, error in errors.items():
        print(f"{name}: largest relative error {error:.2e}")
    if max(errors.values()) > verifying.TOLERANCE:
        raise SystemExit(f"above the tolerance {verifying.TOLERANCE}")
