"""`histotool train-cnn`: one run of one fold."""

import random
from pathlib import Path

import numpy
import torch

from histotool import manifest, metrics, splits, topology, training
from histotool.manifest import LABELS
from histotool.preprocessing import Preprocessing, softmax
from histotool.run_folder import Run

NAME = "train-cnn"
HELP = "Trains a CNN; one fold is held out, one stops the training early, the others are trained on."


def arguments(parser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--split", type=Path, required=True, help="CSV that `split` wrote")
    parser.add_argument("--fold", type=int, default=0, help="the fold held out; the next one stops the training")
    parser.add_argument("--topology", choices=sorted(topology.BUILDERS), default="resnet34")
    parser.add_argument("--width", type=int, default=64, help="channels of the first stage; 64 is the full network")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--patience", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--dataset", default="generated", help="the data set's name for the card")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")


def run(options) -> None:
    _seed(options)
    preprocessing = Preprocessing()
    images = manifest.read(options.data)
    parts = _parts(images, splits.read(options.split), options.fold)
    sets = {name: (training.load(part, preprocessing), torch.tensor([i.target for i in part]))
            for name, part in parts.items()}
    model = topology.build(options.topology, len(LABELS), options.width)
    outcome = training.train(
        model, preprocessing, sets["train"], sets["validation"], epochs=options.epochs, patience=options.patience,
        rate=options.rate, batch=options.batch, seed=options.seed)
    validation = training.logits(model, sets["validation"][0], preprocessing)
    temperature = training.temperature(validation, sets["validation"][1].numpy())
    scores = softmax(training.logits(model, sets["heldOut"][0], preprocessing), temperature)[:, 1]
    facts = {
        "family": "cnn",
        "architecture": topology.architecture(options.topology, options.width),
        "labels": list(LABELS),
        "topology": options.topology,
        "width": options.width,
        "temperature": temperature,
        "input": preprocessing.card(),
        "output": {"name": "logits"},
        "training": _training_facts(options, images, parts, outcome),
        "metrics": {"heldOut": metrics.by_magnification(parts["heldOut"], scores, 0.5)},
    }
    Run(facts, model).save(options.out)
    for name, entry in facts["metrics"]["heldOut"].items():
        print(name, entry)


def _seed(options) -> None:
    random.seed(options.seed)
    numpy.random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)


def _parts(images, fold_of, fold) -> dict:
    folds = max(fold_of.values()) + 1
    stopping = (fold + 1) % folds
    return {
        "train": [i for i in images if fold_of[i.patient] not in (fold, stopping)],
        "validation": [i for i in images if fold_of[i.patient] == stopping],
        "heldOut": [i for i in images if fold_of[i.patient] == fold],
    }


def _training_facts(options, images, parts, outcome) -> dict:
    return {
        "dataset": options.dataset,
        "datasetDigest": manifest.digest(images),
        "protocol": "patient-level split: one fold held out, one for early stopping and temperature, the rest trained on",
        "seed": options.seed,
        "fold": options.fold,
        "framework": f"torch {torch.__version__}",
        "epochs": len(outcome["history"]),
        "bestEpoch": outcome["bestEpoch"],
        "images": {name: len(part) for name, part in parts.items()},
        "trainPatients": sorted({i.patient for i in parts["train"]}),
        "validationPatients": sorted({i.patient for i in parts["validation"]}),
        "heldOutPatients": sorted({i.patient for i in parts["heldOut"]}),
    }
