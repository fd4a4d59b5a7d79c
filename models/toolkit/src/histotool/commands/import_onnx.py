"""`histotool import-onnx`: a classifier made elsewhere to a package."""

import hashlib
import tempfile
from pathlib import Path

import onnx

from histotool import asking, golden_scores, importing, onnx_import, packaging, preparation

NAME = "import-onnx"
HELP = "Wraps an ONNX classifier made elsewhere, of any number of labels, into a package; asks for what is missing."


def arguments(parser) -> None:
    parser.add_argument("--onnx", type=Path, required=True, help="float32 [N, 3, H, W] to [N, labels]")
    importing.arguments(parser)
    parser.add_argument("--height", type=int)
    parser.add_argument("--width", type=int)
    preparation.card_arguments(parser)
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
        raise ValueError(f"{options.onnx}: {refusal}") from refusal


def build(options) -> Path:
    graph = onnx_import.read(
        options.onnx, input_name=options.input_name, output_name=options.output_name, softmax=options.softmax)
    options.height, options.width = options.height or graph.height, options.width or graph.width
    asking.complete(options, _questions(graph))
    packaging.check_names(options.name, options.version)
    if (graph.height or options.height, graph.width or options.width) != (options.height, options.width):
        raise onnx_import.NotAClassifier(f"the graph takes images of {graph.width} × {graph.height} only")
    count = onnx_import.prove(graph, options.height, options.width)
    labels = importing.labels(options)
    if len(labels) != count:
        raise onnx_import.NotAClassifier(f"the graph has {count} outputs; the labels are {labels}")
    if options.softmax == "auto" and onnx_import.looks_like_probabilities(graph, options.height, options.width):
        raise onnx_import.NotAClassifier("the outputs are probabilities, but no final Softmax was found to cut off; "
                                         "say --softmax log, or --softmax keep if they are logits after all")
    for change in graph.changes:
        print(change)
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "model.onnx"
        onnx.save(graph.model, str(path))
        imported = golden_scores.OnnxRun(_facts(options, graph, labels), path)
        return packaging.write(imported, path, importing.golden(options), options.name, options.version, options.models)


def _questions(graph: onnx_import.Graph) -> list[asking.Question]:
    return [
        importing.NAME,
        asking.Question("labels", f"the {graph.labels or ''} labels in the output's order, with commas between"),
        importing.POSITIVE,
        asking.Question("height", "height of the images in pixels", int),
        asking.Question("width", "width of the images in pixels", int),
        *preparation.QUESTIONS,
        importing.LICENCE,
        importing.INTENDED_USE,
    ]


def _facts(options, graph: onnx_import.Graph, labels: list[str]) -> dict:
    return importing.facts(options, labels) | {
        "family": "cnn",
        "architecture": options.architecture,
        "input": preparation.card_of(options) | {"name": graph.input},
        "output": {"name": graph.output},
        "training": {
            "protocol": "unknown: imported from ONNX",
            "importedFrom": {"file": options.onnx.name, "sha256": hashlib.sha256(options.onnx.read_bytes()).hexdigest()},
            "changes": list(graph.changes),
        },
    }
