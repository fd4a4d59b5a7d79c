"""`histotool stain-fit`: the reference of a stain normalisation from a folder of images."""

from pathlib import Path

import yaml

from histotool import golden_scores, stain

NAME = "stain-fit"
HELP = "Prints the model card's input.stain, whose reference is the median over the images in a folder."


def arguments(parser) -> None:
    parser.add_argument("--images", type=Path, required=True, help="folder, searched with all its subfolders")
    parser.add_argument("--method", choices=("macenko", "reinhard"), required=True)
    parser.add_argument("--size", type=int, help="side to which images are resized first, as the model's input is")


def run(options) -> None:
    paths = golden_scores.images(options.images)
    if not paths:
        raise ValueError(f"{options.images} has no images")
    size = (options.size, options.size) if options.size else None
    fitted, used = stain.fit(options.method, (stain.pixels_of(path, size) for path in paths))
    print(f"# {used} of {len(paths)} images have enough tissue of more than one colour")
    print(yaml.safe_dump({"stain": fitted.card()}, sort_keys=False, default_flow_style=None), end="")
