"""`histotool import-onnx`: a classifier made elsewhere to a package."""

import hashlib
import tempfile
from pathlib import Path

import onnx

from histotool import RESEARCH_USE, asking, golden_scores, onnx_import, packaging, preparation

NAME = "import-onnx"
HELP = "Wraps an ONNX classifier made elsewhere, of any number of labels, into a package; asks for what is missing."


def arguments(parser) -> None:
    parser.add_argument("--onnx", type=Path, required=True, help="float32 [N, 3, H, W] to [N, labels]")
    parser.add_argument("--golden", type=Path, required=True, help="folder of some images, kept small in the package")
    parser.add_argument("--golden-count", type=int, default=4)
    parser.add_argument("--name", help="of the model: lower case, digits, hyphens")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--models", type=Path, required=True, help="the folder that holds NAME/VERSION")
    parser.add_argument("--labels", help="in the output's order, with commas between")
    parser.add_argument("--positive", help="the label that the threshold and the metrics are about")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--height", type=int)
    parser.add_argument("--width", type=int)
    preparation.card_arguments(parser)
    parser.add_argument("--licence", help="of the model, such as Apache-2.0")
    parser.add_argument("--intended-use", help="one or two sentences; research use only is added where it is not said")
    parser.add_argument("--architecture", default="imported from ONNX")
    parser.add_argument("--input-name", help="where the graph has several")
    parser.add_argument("--output-name", help="where the graph has several")
    parser.add_argument("--softmax", choices=("auto", "keep", "log"), default="auto",
                        help="auto: a final Softmax is cut off, since the worker applies it; log: the outputs are "
                             "probabilities made in another way, take their logarithm; keep: apply it once more")


def run(options) -> None:
    try:
        print(build(options))
    except onnx_import.NotAClassifier as refusal:
        raise SystemExit(f"{options.onnx}: {refusal}") from refusal


def build(options) -> Path:
    graph = onnx_import.read(
        options.onnx, input_name=options.input_name, output_name=options.output_name, softmax=options.softmax)
    options.height, options.width = options.height or graph.height, options.width or graph.width
    asking.complete(options, _questions(graph))
    if (graph.height or options.height, graph.width or options.width) != (options.height, options.width):
        raise onnx_import.NotAClassifier(f"the graph takes images of {graph.width} × {graph.height} only")
    count = onnx_import.prove(graph, options.height, options.width)
    labels = [label.strip() for label in options.labels.split(",")]
    if len(labels) != count or len(set(labels)) != count or options.positive not in labels:
        raise onnx_import.NotAClassifier(
            f"the graph has {count} outputs; the labels are {labels} and the positive one is {options.positive}")
    if options.softmax == "auto" and onnx_import.looks_like_probabilities(graph, options.height, options.width):
        raise onnx_import.NotAClassifier("the outputs are probabilities, but no final Softmax was found to cut off; "
                                         "say --softmax log, or --softmax keep if they are logits after all")
    for change in graph.changes:
        print(change)
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "model.onnx"
        onnx.save(graph.model, str(path))
        imported = golden_scores.OnnxRun(_facts(options, graph, labels), path)
        return packaging.write(imported, path, golden(options), options.name, options.version, options.models)


def _questions(graph: onnx_import.Graph) -> list[asking.Question]:
    return [
        asking.Question("name", "name of the model (lower case, digits, hyphens)"),
        asking.Question("labels", f"the {graph.labels or ''} labels in the output's order, with commas between"),
        asking.Question("positive", "which of them is the positive one"),
        asking.Question("height", "height of the images in pixels", int),
        asking.Question("width", "width of the images in pixels", int),
        *preparation.QUESTIONS,
        asking.Question("licence", "licence of the model"),
        asking.Question("intended_use", "intended use"),
    ]


def _facts(options, graph: onnx_import.Graph, labels: list[str]) -> dict:
    stated = "research use only" in options.intended_use.lower()
    return {
        "family": "cnn",
        "architecture": options.architecture,
        "labels": labels,
        "positiveLabel": options.positive,
        "decisionThreshold": options.threshold,
        "temperature": options.temperature,
        "licence": options.licence,
        "intendedUse": options.intended_use if stated else f"{options.intended_use} {RESEARCH_USE}",
        "input": preparation.card_of(options) | {"name": graph.input},
        "output": {"name": graph.output},
        "training": {
            "protocol": "unknown: imported from ONNX",
            "importedFrom": {"file": options.onnx.name, "sha256": hashlib.sha256(options.onnx.read_bytes()).hexdigest()},
            "changes": list(graph.changes),
        },
        "metrics": {},
    }


def golden(options) -> list[Path]:
    images = golden_scores.images(options.golden)
    if not images:
        raise SystemExit(f"--golden {options.golden}: no image")
    count = min(options.golden_count, len(images))
    return [images[number * len(images) // count] for number in range(count)]
