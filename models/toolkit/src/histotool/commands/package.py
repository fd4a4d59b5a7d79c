"""`histotool package`: a run to a model package."""

from pathlib import Path

from histotool import families, manifest, packaging, patients
from histotool.run_folder import Run

NAME = "package"
HELP = "Writes a model package of a run of any family: card, ONNX file, digests and golden files."


def arguments(parser) -> None:
    parser.add_argument("--run", type=Path, required=True, dest="run_folder",
                        help="folder that `train-cnn` or `train-vlm` wrote")
    parser.add_argument("--data", type=Path, required=True, help="the training's folder; golden images are held-out ones")
    package_arguments(parser)


def package_arguments(parser) -> None:
    """What every command asks that packages a run."""
    parser.add_argument("--name", help="default: the network's, such as resnet34 or smolvlm")
    parser.add_argument("--version", required=True)
    parser.add_argument("--golden", type=int, default=4, help="how many golden images")
    parser.add_argument("--licence", help="for the card; default Apache-2.0")
    parser.add_argument("--intended-use", help="for the card; default: research use only")
    parser.add_argument("--models", type=Path, required=True, help="the folder that holds NAME/VERSION")


def run(options) -> None:
    trained = described(Run.load(options.run_folder), options.licence, options.intended_use)
    folder = package(trained, options.run_folder, manifest.read(options.data), options.golden,
                     options.name or default_name(trained), options.version, options.models)
    print(size_of(folder))


def described(trained: Run, licence: str | None, intended_use: str | None) -> Run:
    given = {"licence": licence, "intendedUse": intended_use}
    return Run(trained.facts | {key: value for key, value in given.items() if value}, trained.model)


def default_name(trained: Run) -> str:
    return trained.facts.get("topology") or trained.facts["kind"]


def package(trained: Run, work: Path, images: list[manifest.Image], golden: int, name: str, version: str,
            models: Path) -> Path:
    """Exports and packages a run of any family; the graph is left in `work` as well."""
    path = work / "model.onnx"
    beside = families.export(trained, path)
    return packaging.write(trained, path, golden_images(images, trained, golden), name, version, models, extra=beside)


def golden_images(images: list[manifest.Image], trained: Run, count: int) -> list[Path]:
    """Held-out images, the labels in turn, spread over patients and magnifications."""
    held_out = patients.of(trained.facts["training"], "heldOut")
    chosen: list[Path] = []
    for number in range(count):
        left = [i for i in images if patients.digest(i.patient) in held_out and i.path not in chosen]
        pool = [i for i in left if i.target == number % 2] or left
        if not pool:
            raise ValueError(f"the folder has {len(chosen)} images of held-out patients; {count} golden images were asked for")
        chosen.append(pool[(number * len(pool)) // count].path)
    return chosen


def size_of(folder: Path) -> str:
    return f"{folder}: {sum(file.stat().st_size for file in folder.rglob('*') if file.is_file())} bytes"
