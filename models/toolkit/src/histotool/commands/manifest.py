"""`histotool manifest`: a folder of labelled images to its manifest."""

from collections import Counter
from pathlib import Path

from histotool import labelling
from histotool.manifest import LABELS

NAME = "manifest"
HELP = "Writes manifest.csv of a folder of labelled images: BreakHis names, or a descriptions.csv."


def arguments(parser) -> None:
    parser.add_argument("--images", type=Path, required=True, help="the folder; manifest.csv is written into it")
    parser.add_argument("--descriptions", type=Path,
                        help="CSV of file, patient, specimen, slide, magnification, label, as `histostream submit` takes "
                             "it; default: descriptions.csv in the folder, else BreakHis names")
    label_option(parser)
    parser.add_argument("--magnification", help="of images whose line has none")


def label_option(parser) -> None:
    parser.add_argument("--label", action="append", default=[], metavar="FOUND=LABEL", dest="label_names",
                        help="read a label as another, such as DC=malignant; repeat it")


def label_names(options) -> dict[str, str]:
    wrong = [pair for pair in options.label_names if pair.count("=") != 1]
    if wrong:
        raise ValueError(f"--label {wrong[0]}: say FOUND=LABEL")
    return dict(pair.split("=") for pair in options.label_names)


def rows_of(options) -> list[dict[str, str]]:
    descriptions = options.descriptions
    if descriptions is None and (options.images / "descriptions.csv").exists():
        descriptions = options.images / "descriptions.csv"
    return labelling.describe(options.images, descriptions, label_names(options), options.magnification)


def run(options) -> None:
    rows = rows_of(options)
    unknown = sorted({row["label"] for row in rows} - set(LABELS))
    if unknown:
        raise ValueError(f"labels {', '.join(unknown)}: models are trained on {' and '.join(LABELS)}; "
                         f"map them, such as --label {unknown[0]}={LABELS[1]}")
    labelling.write(options.images / "manifest.csv", rows)
    for label, count in sorted(Counter(row["label"] for row in rows).items()):
        patients = len({row["patient"] for row in rows if row["label"] == label})
        print(f"{label}: {count} images of {patients} patients")
