"""`histotool verify`: digests, golden files and parity of a package."""

from pathlib import Path

from histotool import packaging, verifying
from histotool.run_folder import Run

NAME = "verify"
HELP = ("Checks a package: seal, digests, golden tensors and scores, each variant's tolerance, and PyTorch against ONNX Runtime "
        "where the run is given. Ends with 1 where the package does not hold what it promises.")


def arguments(parser) -> None:
    parser.add_argument("--package", type=Path, required=True, help="models/NAME/VERSION")
    parser.add_argument("--run", type=Path, dest="run_folder", help="folder that `train-cnn` or `train-vlm` wrote")


def run(options) -> None:
    errors = {"golden files": verifying.golden(options.package)}
    if options.run_folder:
        errors["PyTorch on random inputs"] = verifying.against_run(options.package, Run.load(options.run_folder))
    broken = []
    for name, error in errors.items():
        print(f"{name}: largest relative error {error:.2e}")
        if not error <= verifying.TOLERANCE:
            broken.append(f"{name}: above the tolerance {verifying.TOLERANCE}")
    for name, entry in packaging.read_card(options.package).get("variants", {}).items():
        difference = verifying.variant(options.package, name)
        print(f"{name}: largest difference of a golden score {difference:.2e}")
        if not difference <= entry["scoreTolerance"]:
            broken.append(f"{name}: above its tolerance {entry['scoreTolerance']}")
    if broken:
        raise SystemExit("\n".join(broken))
