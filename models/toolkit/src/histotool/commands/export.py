"""`histotool export`: a run's checkpoint to ONNX."""

from pathlib import Path

from histotool import exporting
from histotool.run_folder import Run

NAME = "export"
HELP = "Exports a run's checkpoint to ONNX."


def arguments(parser) -> None:
    parser.add_argument("--run", type=Path, required=True, dest="run_folder", help="folder that `train-cnn` wrote")
    parser.add_argument("--out", type=Path, help="default: model.onnx in the run's folder")


def run(options) -> None:
    trained = Run.load(options.run_folder)
    path = options.out or options.run_folder / "model.onnx"
    exporting.export(trained.model, path, trained.example(), trained.output_names)
    print(f"{path}: {path.stat().st_size} bytes")
