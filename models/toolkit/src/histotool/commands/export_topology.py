"""`histotool export-topology`: a network of random weights, packaged, for measuring speed."""

from pathlib import Path

import numpy
import PIL.Image
import torch

from histotool import exporting, packaging, topology
from histotool.manifest import LABELS
from histotool.preprocessing import Preprocessing
from histotool.run_folder import Run

NAME = "export-topology"
HELP = "Packages a topology with random weights, for benchmarks; keep it out of the repository."


def arguments(parser) -> None:
    parser.add_argument("--topology", choices=sorted(topology.BUILDERS), default="resnet34")
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", help="default: the topology's")
    parser.add_argument("--version", default="0.0.1")
    parser.add_argument("--models", type=Path, required=True, help="folder for NAME/VERSION; models/build is ignored by git")


def run(options) -> None:
    print(build(options))


def build(options) -> Path:
    torch.manual_seed(options.seed)
    preprocessing = Preprocessing()
    model = topology.build(options.topology, len(LABELS), options.width).eval()
    facts = {
        "family": "cnn",
        "architecture": topology.architecture(options.topology, options.width),
        "labels": list(LABELS),
        "topology": options.topology,
        "width": options.width,
        "temperature": 1.0,
        "input": preprocessing.card(),
        "output": {"name": "logits"},
        "training": {"protocol": "none: random weights", "seed": options.seed},
        "metrics": {},
        "intendedUse": "Research use only. Random weights, for measuring speed; its scores mean nothing.",
    }
    trained = Run(facts, model)
    work = options.models / ".work"
    work.mkdir(parents=True, exist_ok=True)
    exporting.export(model, work / "model.onnx", trained.example(), trained.output_names)
    golden = [_picture(work / f"golden-{number}.png", options.seed + number) for number in range(3)]
    folder = packaging.write(
        trained, work / "model.onnx", golden, options.name or options.topology, options.version, options.models)
    for file in work.iterdir():
        file.unlink()
    work.rmdir()
    return folder


def _picture(path: Path, seed: int) -> Path:
    """Smooth random colours: a coarse grid of them, enlarged."""
    coarse = numpy.random.default_rng(seed).integers(0, 256, (12, 18, 3), dtype=numpy.uint8)
    PIL.Image.fromarray(coarse).resize((700, 460), PIL.Image.Resampling.BICUBIC).save(path)
    return path
