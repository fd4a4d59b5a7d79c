"""`histotool import-checkpoint`: weights trained elsewhere to a package."""

import tempfile
from importlib import import_module
from pathlib import Path

from histotool import asking, exporting, importing, packaging, preparation, topology
from histotool.run_folder import Run
from histotool.topology import weights
from histotool.vlm import options as vlm_options

NAME = "import-checkpoint"
HELP = ("Packages a torchvision-style .pt or .safetensors of AlexNet, VGG19 or ResNet34, or a PEFT adapter folder of SmolVLM "
        "or Qwen2-VL; asks for what is missing.")
OF_A_CNN = ("topology", "channels", "height", "width", "resize", "shortest_edge", "filter", "normalise")
OF_AN_ADAPTER = ("base", "tokenizer", "image_size", "tiles", "no_label_mass", "variants")


def arguments(parser) -> None:
    parser.add_argument("--checkpoint", type=Path, required=True, help="file, or folder with adapter_config.json")
    importing.arguments(parser)
    network = parser.add_argument_group("a CNN's checkpoint")
    network.add_argument("--topology", choices=sorted(topology.BUILDERS))
    network.add_argument("--channels", type=int, help="of the first stage; default 64, the full network")
    network.add_argument("--height", type=int, help="default 224")
    network.add_argument("--width", type=int, help="default 224")
    preparation.card_arguments(network)
    adapter = parser.add_argument_group("an adapter folder")
    adapter.add_argument("--base", help="Hugging Face folder or name; default: the one that the adapter names")
    vlm_options.model_arguments(adapter)
    vlm_options.variant_arguments(adapter)


def run(options) -> None:
    if (options.checkpoint / "adapter_config.json").is_file():
        _refuse(options, OF_A_CNN, "a CNN's checkpoint, and this is an adapter folder")
        print(import_module("histotool.vlm.adapter_import").build(options))
        return
    if options.checkpoint.is_dir():
        raise ValueError(f"{options.checkpoint}: a folder without adapter_config.json is no PEFT adapter")
    _refuse(options, OF_AN_ADAPTER, "an adapter folder, and this is a CNN's checkpoint")
    print(build(options))


def _refuse(options, names: tuple[str, ...], of: str) -> None:
    for name in names:
        if getattr(options, name):
            raise ValueError(f"--{name.replace('_', '-')} is for {of}")


def build(options) -> Path:
    options.channels, options.height, options.width = options.channels or 64, options.height or 224, options.width or 224
    asking.complete(options, QUESTIONS)
    labels = importing.labels(options)
    packaging.check_names(options.name, options.version)
    state = weights.read(options.checkpoint)
    model = topology.build(options.topology, len(labels), options.channels).eval()
    try:
        weights.fit(model, state, new_head=False)
    except ValueError as wrong:
        raise ValueError(f"{options.checkpoint}: {wrong}") from wrong
    imported = Run(_facts(options, model, labels, state), model)
    golden = importing.golden(options)
    with tempfile.TemporaryDirectory() as work:
        graph = Path(work) / "model.onnx"
        exporting.export(model, graph, imported.example(), imported.output_names)
        return packaging.write(imported, graph, golden, options.name, options.version, options.models)


QUESTIONS = [
    asking.Question("topology", f"topology ({', '.join(sorted(topology.BUILDERS))})"),
    importing.NAME,
    importing.LABELS,
    importing.POSITIVE,
    *preparation.QUESTIONS,
    importing.LICENCE,
    importing.INTENDED_USE,
]


def _facts(options, model, labels: list[str], state: dict) -> dict:
    return importing.facts(options, labels) | {
        "family": "cnn",
        "architecture": topology.architecture(options.topology, options.channels),
        "topology": options.topology,
        "width": options.channels,
        "input": preparation.card_of(options),
        "output": topology.output(model, options.height, options.width),
        "training": {
            "protocol": "unknown: imported from a checkpoint",
            "importedFrom": {"file": options.checkpoint.name, "weightsSha256": weights.digest(state)},
        },
    }
