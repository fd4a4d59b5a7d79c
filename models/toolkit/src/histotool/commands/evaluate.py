"""`histotool evaluate`: a package against a folder of labelled images."""

import json
from pathlib import Path

from histotool import evaluating, manifest, packaging, protocol, splits
from histotool.commands import manifest as manifest_command

NAME = "evaluate"
HELP = "Runs a package over labelled images in ONNX Runtime: the study's metrics per magnification, by image and patient."


def arguments(parser) -> None:
    parser.add_argument("--package", type=Path, required=True, help="models/NAME/VERSION")
    parser.add_argument("--images", type=Path, required=True,
                        help="folder with manifest.csv, descriptions.csv or BreakHis names")
    parser.add_argument("--descriptions", type=Path, help="in place of the folder's")
    manifest_command.label_option(parser)
    parser.add_argument("--magnification", default="all", help="40, 100 …: that one only")
    parser.add_argument("--split", type=Path, help="with --fold: only the images of that fold")
    parser.add_argument("--fold", type=int)
    parser.add_argument("--out", type=Path, help="JSON file of the same table")


def run(options) -> None:
    card = packaging.read_card(options.package)
    images = protocol.of_magnification(_images(options, card["labels"]), options.magnification)
    if options.split:
        folds = splits.read(options.split)
        images = [image for image in images if folds.of(image) == options.fold]
    report = evaluating.table(card, evaluating.scored(options.package, images))
    print("\n".join(evaluating.lines(report)))
    if options.out:
        options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def _images(options, labels: list[str]) -> list[manifest.Image]:
    if options.descriptions is None and (options.images / "manifest.csv").exists() and not options.label_names:
        return manifest.read(options.images, labels)
    described = type(options)(**vars(options) | {"magnification": None})
    return [manifest.image(options.images, row, labels) for row in manifest_command.rows_of(described)]
