"""The preprocessing that a training command asks for; the card keeps it, so serving does the same."""

from dataclasses import fields, replace

from histotool.preprocessing import FILTERS, Preprocessing


def arguments(parser) -> None:
    parser.add_argument("--image-size", type=int, default=224, help="pixels of the square that every image is resized to")
    parser.add_argument("--filter", choices=sorted(FILTERS), default="bilinear")
    parser.add_argument("--stain", choices=("macenko", "reinhard"), help="normalise the stain, in training and serving")


def of(options) -> Preprocessing:
    plain = Preprocessing(width=options.image_size, height=options.image_size, filter=options.filter)
    if not options.stain:
        return plain
    if "stain" not in {field.name for field in fields(Preprocessing)}:
        raise SystemExit("--stain: this toolkit's preprocessing has no stain normalisation")
    from histotool import stain

    return replace(plain, stain=stain.default(options.stain))
