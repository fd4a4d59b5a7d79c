"""`histotool export`: a run's checkpoint to ONNX."""

from pathlib import Path

from histotool import families
from histotool.run_folder import Run

NAME = "export"
HELP = "Exports a run's checkpoint to ONNX; an adapter is merged."


def arguments(parser) -> None:
    parser.add_argument("--run", type=Path, required=True, dest="run_folder",
                        help="folder that `train-cnn` or `train-vlm` wrote")
    parser.add_argument("--out", type=Path, help="default: model.onnx in the run's folder")


def run(options) -> None:
    path = options.out or options.run_folder / "model.onnx"
    for file in [path, *families.export(Run.load(options.run_folder), path)]:
        print(f"{file}: {file.stat().st_size} bytes")
