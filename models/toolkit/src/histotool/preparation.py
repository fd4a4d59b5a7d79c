"""The preprocessing that a training command asks for; the card keeps it, so serving does the same."""

from dataclasses import replace

from histotool import stain
from histotool.asking import Question
from histotool.manifest import Image
from histotool.preprocessing import Preprocessing
from histotool.resizing import FILTERS, resize_of_card

NORMALISATIONS = {
    "imagenet": ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    "half": ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
    "none": ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)),
}
RESIZES = ("stretch", "shortest-edge-centre-crop")


def arguments(parser) -> None:
    parser.add_argument("--image-size", type=int, default=224, help="pixels of the square that every image is resized to")
    parser.add_argument("--filter", choices=sorted(FILTERS), default="bilinear")
    parser.add_argument("--stain", choices=("macenko", "reinhard"), help="normalise the stain, in training and serving")


def of(options, training_images: list[Image]) -> Preprocessing:
    """The stain's reference is the median over the training images, so that nothing held out has a say in it."""
    plain = Preprocessing(width=options.image_size, height=options.image_size, filter=options.filter)
    if not options.stain:
        return plain
    fitted, used = stain.fit(options.stain, (plain.pixels(image.path) for image in training_images))
    print(f"{options.stain}: reference from {used} of {len(training_images)} training images")
    return replace(plain, stain=fitted)


def card_arguments(parser) -> None:
    """For models made elsewhere, whose preprocessing only their makers know."""
    parser.add_argument("--resize", choices=RESIZES)
    parser.add_argument("--shortest-edge", type=int, help="with shortest-edge-centre-crop")
    parser.add_argument("--filter", choices=sorted(FILTERS))
    parser.add_argument("--normalise", help="imagenet, half (mean and deviation 0.5), none ([0, 1]), or six numbers: "
                                            "three means and three deviations, with commas between")


def normalisation(text: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    if text in NORMALISATIONS:
        return NORMALISATIONS[text]
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != 6 or min(numbers[3:]) <= 0:
        raise ValueError(f"{text}: say {', '.join(NORMALISATIONS)}, or three means and three deviations above 0")
    return numbers[:3], numbers[3:]


def _one_of(names) -> object:
    def read(text: str) -> str:
        if text not in names:
            raise ValueError(f"{text}: say one of {', '.join(names)}")
        return text

    return read


QUESTIONS = (
    Question("resize", f"how images are resized ({', '.join(RESIZES)})", _one_of(RESIZES), "stretch"),
    Question("filter", f"resampling filter ({', '.join(sorted(FILTERS))})", _one_of(FILTERS)),
    Question("normalise", f"normalisation ({', '.join(NORMALISATIONS)}, or six numbers)",
             lambda text: (normalisation(text), text)[1]),
)


def card_of(options) -> dict:
    """The card's input section of an imported model."""
    try:
        mean, std = normalisation(options.normalise)
    except ValueError as wrong:
        raise ValueError(f"--normalise {wrong}") from wrong
    resize = {"mode": options.resize}
    if options.resize == "shortest-edge-centre-crop":
        if not options.shortest_edge:
            raise ValueError("--shortest-edge: the length in pixels before the crop is needed")
        resize["shortestEdge"] = options.shortest_edge
    return Preprocessing(options.width, options.height, options.filter, mean, std, resize_of_card(resize)).card()
