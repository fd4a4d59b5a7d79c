"""`histotool train-cnn`: one run of one fold."""

import hashlib
import json
from pathlib import Path

import torch

from histotool import manifest, metrics, preparation, protocol, splits, topology, training
from histotool.manifest import LABELS
from histotool.preprocessing import softmax
from histotool.run_folder import Run
from histotool.topology import weights

NAME = "train-cnn"
HELP = "Trains a CNN; one fold is held out, one stops the training early, the others are trained on."


def arguments(parser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--split", type=Path, required=True, help="CSV that `split` wrote")
    parser.add_argument("--fold", type=int, default=0, help="the fold held out; the next one stops the training")
    parser.add_argument("--magnification", default="all", help="40, 100 …: train and test on that one only")
    parser.add_argument("--topology", choices=sorted(topology.BUILDERS), default="resnet34")
    parser.add_argument("--width", type=int, default=64, help="channels of the first stage; 64 is the full network")
    parser.add_argument("--weights", help="start from a torchvision checkpoint (.pt, .pth, .safetensors), or `imagenet`")
    parser.add_argument("--dropout", type=float, help="of AlexNet and VGG19; torchvision's is 0.5")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--coarse", type=float, default=0.5, help="share of the epochs at half the image size")
    parser.add_argument("--patience", type=int, default=4, help="epochs without a better validation loss")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    preparation.arguments(parser)
    parser.add_argument("--dataset", default="generated", help="the data set's name for the card")
    parser.add_argument("--resume", action="store_true", help="go on where a training into the same folder was cut off")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")


def run(options) -> None:
    protocol.seed(options.seed, options.threads)
    images = protocol.of_magnification(manifest.read(options.data), options.magnification)
    folds = splits.read(options.split)
    parts = protocol.parts(images, folds, options.fold)
    preprocessing = preparation.of(options, parts["train"])
    model = topology.build(options.topology, len(LABELS), options.width, options.dropout)
    start = _start(options, model)
    sets = {name: (training.load(part, preprocessing), torch.tensor([i.target for i in part]))
            for name, part in parts.items()}
    recipe = training.Recipe(options.epochs, options.patience, options.rate, options.batch, options.seed, options.coarse)
    fitting = training.Training(model, preprocessing, recipe, len(parts["train"]), options.out / training.STATE,
                                _key(options, images, folds, start, preprocessing))
    if options.resume:
        print(f"{fitting.resume()} epochs are done")
    outcome = fitting.run(sets["train"], sets["validation"])
    values = {name: training.logits(model, sets[name][0], preprocessing) for name in ("validation", "heldOut")}
    temperature = training.temperature(values["validation"], sets["validation"][1].numpy())
    measured = {name: metrics.by_magnification(parts[name], softmax(values[name], temperature)[:, 1], 0.5)
                for name in ("heldOut", "validation")}
    facts = {
        "family": "cnn",
        "architecture": topology.architecture(options.topology, options.width),
        "topology": options.topology,
        "width": options.width,
        "labels": list(LABELS),
        "temperature": temperature,
        "input": preprocessing.card(),
        "output": topology.output(model, preprocessing.height, preprocessing.width),
        "training": protocol.training_facts(
            images, parts, folds, dataset=options.dataset, fold=options.fold, seed=options.seed,
            magnification=options.magnification) | start | {
                "epochs": len(outcome["history"]), "bestEpoch": outcome["bestEpoch"]},
        "metrics": {"heldOut": measured["heldOut"], "validation": measured["validation"]["overall"]},
    }
    Run(facts, model).save(options.out)
    for name, entry in facts["metrics"]["heldOut"].items():
        print(name, entry)


def _start(options, model) -> dict:
    """What the network begins with, for the card; nothing where it begins at random."""
    if not options.weights:
        return {}
    if options.weights == "imagenet":
        state, name = weights.imagenet(options.topology, options.width), "ImageNet (torchvision)"
    else:
        state, name = weights.read(Path(options.weights)), Path(options.weights).name
    head = "loaded" if weights.fit(model, state, new_head=True) else "new"
    return {"startWeights": {"name": name, "sha256": weights.digest(state), "head": head}}


def _key(options, images, folds, start, preprocessing) -> str:
    """What a resumed training must have in common with the one that was cut off, beside its recipe."""
    common = [options.topology, options.width, options.dropout, options.fold, options.threads, manifest.digest(images),
              sorted(folds.items()), start, preprocessing.card()]
    return hashlib.sha256(json.dumps(common).encode()).hexdigest()
