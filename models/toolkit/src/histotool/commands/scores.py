"""`histotool scores`: PyTorch's scores of any images, for parity tests elsewhere."""

import hashlib
import json
from fnmatch import fnmatch
from pathlib import Path

from histotool import golden_scores, packaging
from histotool.run_folder import Run

NAME = "scores"
HELP = "Writes PyTorch's tensor digest and scores of every image that Pillow reads in a folder."


def arguments(parser) -> None:
    parser.add_argument("--run", type=Path, required=True, dest="run_folder")
    parser.add_argument("--package", type=Path, required=True, help="the package made of that run")
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--skip", default="", help="pattern of file names to leave out")
    parser.add_argument("--names", choices=("path", "digest"), default="path",
                        help="digest: name images by their bytes' SHA-256, since names may hold labels and identifiers")
    parser.add_argument("--limit", type=int, help="at most so many images, spread over the folder")
    parser.add_argument("--out", type=Path, required=True, help="JSON file")


def run(options) -> None:
    trained = Run.load(options.run_folder)
    card = packaging.read_card(options.package)
    entries = [_entry(trained, options, path) for path in _paths(options)]
    if options.names == "digest":
        entries.sort(key=lambda entry: entry["file"])
    document = {"model": card["name"], "version": card["version"], "modelSha256": card["files"]["model.onnx"],
                "labels": card["labels"], "images": entries}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(entries)} images")


def _paths(options) -> list[Path]:
    paths = [path for path in golden_scores.images(options.images) if not fnmatch(path.name, options.skip)]
    count = min(options.limit or len(paths), len(paths))
    return [paths[number * len(paths) // count] for number in range(count)]


def _entry(trained: Run, options, path: Path) -> dict:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    file = digest if options.names == "digest" else path.relative_to(options.images).as_posix()
    return {"file": file, "mediaType": golden_scores.media_type(path), "sha256": digest} | packaging.expectation(trained, path)
