"""`histotool package`: a run to a model package."""

from pathlib import Path

from histotool import exporting, manifest, packaging
from histotool.run_folder import Run

NAME = "package"
HELP = "Writes a model package: card, ONNX file, digests and golden files."


def arguments(parser) -> None:
    parser.add_argument("--run", type=Path, required=True, dest="run_folder")
    parser.add_argument("--data", type=Path, required=True, help="the training's folder; golden images are held-out ones")
    parser.add_argument("--name", default="resnet34")
    parser.add_argument("--version", required=True)
    parser.add_argument("--golden", type=int, default=4, help="how many golden images")
    parser.add_argument("--models", type=Path, required=True, help="the folder that holds NAME/VERSION")


def run(options) -> None:
    trained = Run.load(options.run_folder)
    path = options.run_folder / "model.onnx"
    exporting.export(trained.model, path, trained.example(), trained.output_names)
    golden = _golden_images(manifest.read(options.data), trained, options.golden)
    folder = packaging.write(trained, path, golden, options.name, options.version, options.models)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{folder}: {size} bytes")


def _golden_images(images, trained, count) -> list[Path]:
    """Held-out images, both labels in turn, spread over patients and magnifications."""
    held_out = set(trained.facts["training"]["heldOutPatients"])
    chosen = []
    for number in range(count):
        pool = [i for i in images if i.patient in held_out and i.target == number % 2 and i.path not in chosen]
        chosen.append(pool[(number * len(pool)) // count].path)
    return chosen
