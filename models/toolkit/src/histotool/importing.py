"""What every command asks that packages a model made elsewhere, and what of it the card says."""

from pathlib import Path

from histotool import RESEARCH_USE, golden_scores
from histotool.asking import Question


def arguments(parser) -> None:
    parser.add_argument("--golden", type=Path, required=True, help="folder of some images, kept small in the package")
    parser.add_argument("--golden-count", type=int, default=4)
    parser.add_argument("--name", help="of the model: lower case, digits, hyphens")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--models", type=Path, required=True, help="the folder that holds NAME/VERSION")
    parser.add_argument("--labels", help="in the output's order, with commas between")
    parser.add_argument("--positive", help="the label that the threshold and the metrics are about")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--licence", help="of the model, such as Apache-2.0")
    parser.add_argument("--intended-use", help="one or two sentences; research use only is added where it is not said")


NAME = Question("name", "name of the model (lower case, digits, hyphens)")
LABELS = Question("labels", "the labels in the output's order, with commas between")
POSITIVE = Question("positive", "which of them is the positive one")
LICENCE = Question("licence", "licence of the model")
INTENDED_USE = Question("intended_use", "intended use")


def labels(options) -> list[str]:
    """In the output's order."""
    named = [label.strip() for label in options.labels.split(",")]
    if options.positive not in named or len(named) < 2 or len(set(named)) != len(named):
        raise ValueError(f"the labels are {named} and the positive one is {options.positive}")
    return named


def golden(options) -> list[Path]:
    """Spread over the folder."""
    images = golden_scores.images(options.golden)
    if not images:
        raise ValueError(f"--golden {options.golden}: no image")
    count = min(options.golden_count, len(images))
    return [images[number * len(images) // count] for number in range(count)]


def facts(options, named: list[str]) -> dict:
    """A run's facts as far as the options tell them; accuracy was not measured here."""
    stated = "research use only" in options.intended_use.lower()
    return {
        "labels": named,
        "positiveLabel": options.positive,
        "decisionThreshold": options.threshold,
        "temperature": options.temperature,
        "licence": options.licence,
        "intendedUse": options.intended_use if stated else f"{options.intended_use} {RESEARCH_USE}",
        "metrics": {},
    }
