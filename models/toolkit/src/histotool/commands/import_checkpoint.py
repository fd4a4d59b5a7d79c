"""`histotool import-checkpoint`: weights trained elsewhere to a package."""

from importlib import import_module
from pathlib import Path

from histotool import RESEARCH_USE, asking, exporting, golden_scores, packaging, preparation, topology
from histotool.commands import import_onnx
from histotool.run_folder import Run
from histotool.topology import weights

NAME = "import-checkpoint"
HELP = "Packages a torchvision-style .pt or .safetensors of AlexNet, VGG19 or ResNet34, or a PEFT adapter folder."


def arguments(parser) -> None:
    parser.add_argument("--checkpoint", type=Path, required=True, help="file, or folder with adapter_config.json")
    parser.add_argument("--topology", choices=sorted(topology.BUILDERS))
    parser.add_argument("--channels", type=int, default=64, help="of the first stage; 64 is the full network")
    parser.add_argument("--golden", type=Path, required=True, help="folder of some images, kept small in the package")
    parser.add_argument("--golden-count", type=int, default=4)
    parser.add_argument("--name", help="of the model: lower case, digits, hyphens")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--models", type=Path, required=True, help="the folder that holds NAME/VERSION")
    parser.add_argument("--labels", help="in the output's order, with commas between")
    parser.add_argument("--positive", help="the label that the threshold and the metrics are about")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--height", type=int, default=224)
    parser.add_argument("--width", type=int, default=224)
    preparation.card_arguments(parser)
    parser.add_argument("--licence", help="of the model, such as Apache-2.0")
    parser.add_argument("--intended-use", help="one or two sentences; research use only is added where it is not said")
    parser.add_argument("--base", type=Path, help="of an adapter: folder of the base model")
    parser.add_argument("--prompt", help="of an adapter: the prompt word for word")


def run(options) -> None:
    if (options.checkpoint / "adapter_config.json").is_file():
        import_module("histotool.vlm.adapter_import").run(options)
        return
    if options.checkpoint.is_dir():
        raise SystemExit(f"{options.checkpoint}: a folder without adapter_config.json is no PEFT adapter")
    print(build(options))


def build(options) -> Path:
    asking.complete(options, QUESTIONS)
    labels = [label.strip() for label in options.labels.split(",")]
    if options.positive not in labels or len(labels) < 2 or len(set(labels)) != len(labels):
        raise SystemExit(f"the labels are {labels} and the positive one is {options.positive}")
    state = weights.read(options.checkpoint)
    model = topology.build(options.topology, len(labels), options.channels).eval()
    try:
        weights.fit(model, state, new_head=False)
    except ValueError as wrong:
        raise SystemExit(f"{options.checkpoint}: {wrong}") from wrong
    imported = Run(_facts(options, model, labels, state), model)
    work = options.models / f".{options.name}.onnx"
    try:
        exporting.export(model, work, imported.example(), imported.output_names)
        return packaging.write(imported, work, import_onnx.golden(options), options.name, options.version, options.models)
    finally:
        work.unlink(missing_ok=True)


QUESTIONS = [
    asking.Question("topology", f"topology ({', '.join(sorted(topology.BUILDERS))})"),
    asking.Question("name", "name of the model (lower case, digits, hyphens)"),
    asking.Question("labels", "the labels in the output's order, with commas between"),
    asking.Question("positive", "which of them is the positive one"),
    *preparation.QUESTIONS,
    asking.Question("licence", "licence of the model"),
    asking.Question("intended_use", "intended use"),
]


def _facts(options, model, labels: list[str], state: dict) -> dict:
    stated = "research use only" in options.intended_use.lower()
    return {
        "family": "cnn",
        "architecture": topology.architecture(options.topology, options.channels),
        "topology": options.topology,
        "width": options.channels,
        "labels": labels,
        "positiveLabel": options.positive,
        "decisionThreshold": options.threshold,
        "temperature": options.temperature,
        "licence": options.licence,
        "intendedUse": options.intended_use if stated else f"{options.intended_use} {RESEARCH_USE}",
        "input": preparation.card_of(options),
        "output": topology.output(model, options.height, options.width),
        "training": {
            "protocol": "unknown: imported from a checkpoint",
            "importedFrom": {"file": options.checkpoint.name, "weightsSha256": weights.digest(state)},
        },
        "metrics": {},
    }
