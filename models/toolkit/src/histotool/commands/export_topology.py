"""`histotool export-topology`: a network of random weights, packaged, for measuring speed."""

import tempfile
from importlib import import_module
from pathlib import Path

import torch

from histotool import exporting, packaging, pictures, topology
from histotool.commands import package
from histotool.manifest import LABELS
from histotool.preprocessing import Preprocessing
from histotool.run_folder import Run
from histotool.vlm import options as vlm_options

NAME = "export-topology"
HELP = "Packages a topology with random weights, for benchmarks; keep it out of the repository."
USE = "Research use only. Random weights, for measuring speed; its scores mean nothing."
VLMS = ("smolvlm", "qwen2-vl")
GOLDEN = 3


def arguments(parser) -> None:
    parser.add_argument("--topology", choices=(*sorted(topology.BUILDERS), *VLMS), default="resnet34")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", help="default: the topology's")
    parser.add_argument("--version", default="0.0.1")
    parser.add_argument("--models", type=Path, required=True, help="folder for NAME/VERSION; models/build is ignored by git")
    parser.add_argument("--width", type=int, help="of a CNN: channels of the first stage; default 64, the full network")
    model = parser.add_argument_group("a vision-language model")
    model.add_argument("--config", help="its configuration file in JSON, or `tiny`")
    model.add_argument("--layers", type=int, nargs=2, metavar=("VISION", "LANGUAGE"), help="fewer than the configuration's")
    model.add_argument("--images", type=Path, help="folder that the variants' loss is measured on; default: generated pictures")
    vlm_options.model_arguments(model)
    vlm_options.variant_arguments(model)


def run(options) -> None:
    of_other = ("width",) if options.topology in VLMS else (
        "config", "layers", "images", "tokenizer", "image_size", "tiles", "no_label_mass", "variants")
    for name in of_other:
        if getattr(options, name):
            raise ValueError(f"--{name.replace('_', '-')} is not for {options.topology}")
    options.name = options.name or options.topology
    packaging.check_names(options.name, options.version)
    with tempfile.TemporaryDirectory() as work:
        built = import_module("histotool.vlm.random_weights").build if options.topology in VLMS else _cnn
        folder = built(options, pictures.generate(Path(work), GOLDEN, options.seed), Path(work))
    print(package.size_of(folder))


def _cnn(options, golden: list[Path], work: Path) -> Path:
    torch.manual_seed(options.seed)
    width = options.width or 64
    preprocessing = Preprocessing()
    model = topology.build(options.topology, len(LABELS), width).eval()
    facts = {
        "family": "cnn",
        "architecture": topology.architecture(options.topology, width),
        "labels": list(LABELS),
        "topology": options.topology,
        "width": width,
        "temperature": 1.0,
        "input": preprocessing.card(),
        "output": {"name": "logits"},
        "training": {"protocol": "none: random weights", "seed": options.seed},
        "metrics": {},
        "intendedUse": USE,
    }
    trained = Run(facts, model)
    graph = work / "model.onnx"
    exporting.export(model, graph, trained.example(), trained.output_names)
    return packaging.write(trained, graph, golden, options.name, options.version, options.models)
