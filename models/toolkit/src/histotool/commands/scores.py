"""`histotool scores`: PyTorch's scores of any images, for parity tests elsewhere."""

import hashlib
import json
from fnmatch import fnmatch
from pathlib import Path

import PIL.Image

from histotool import packaging
from histotool.run_folder import Run

NAME = "scores"
HELP = "Writes PyTorch's tensor digest and scores of every image that Pillow reads in a folder."


def arguments(parser) -> None:
    parser.add_argument("--run", type=Path, required=True, dest="run_folder")
    parser.add_argument("--package", type=Path, required=True, help="the package made of that run")
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--skip", default="", help="pattern of file names to leave out")
    parser.add_argument("--out", type=Path, required=True, help="JSON file")


def run(options) -> None:
    trained = Run.load(options.run_folder)
    card = packaging.read_card(options.package)
    entries = []
    for path in sorted(options.images.rglob("*")):
        media_type = _media_type(path)
        if media_type is None or fnmatch(path.name, options.skip):
            continue
        entry = {"file": path.relative_to(options.images).as_posix(), "mediaType": media_type}
        entry["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        entries.append(entry | packaging.expectation(trained, path))
    document = {"model": card["name"], "version": card["version"], "modelSha256": card["files"]["model.onnx"],
                "labels": card["labels"], "images": entries}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(entries)} images")


def _media_type(path: Path) -> str | None:
    if not path.is_file() or path.suffix.lower() not in (".png", ".jpg", ".jpeg", ".tif", ".tiff"):
        return None
    with PIL.Image.open(path) as image:
        return PIL.Image.MIME.get(image.format)
