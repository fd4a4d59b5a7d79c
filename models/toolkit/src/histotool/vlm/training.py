"""`train-vlm` from its options to a run folder."""

import hashlib
import json
from pathlib import Path

import numpy

from histotool import manifest, metrics, protocol, splits
from histotool import training as shared
from histotool.preprocessing import Preprocessing, softmax
from histotool.vlm import adapting, base, pretraining, probing, runs
from histotool.commands.train_vlm import RATES
from histotool.vlm.fitting import STATE, Fitting, Recipe


def run(options) -> None:
    protocol.seed(options.seed, options.threads)
    images = protocol.of_magnification(manifest.read(options.data), options.magnification)
    folds = splits.read(options.split)
    parts = protocol.parts(images, folds, options.fold)
    if options.checkpoint and not folds.leaky:
        runs.check_base(Path(options.checkpoint), {image.patient for image in parts["heldOut"]})
    start = _base(options)
    grid = start.kind.grid_of(start.model.config, options)
    key = _key(options, images, folds, start)
    seen = protocol.training_facts(images, parts, folds, dataset=options.dataset, fold=options.fold, seed=options.seed,
                                   magnification=options.magnification)

    def fitting_of(module, examples: int) -> Fitting:
        fitting = Fitting(module, _recipe(options), examples, options.out / STATE, key)
        if options.resume:
            print(f"{fitting.resume()} epochs are done")
        return fitting

    if options.mode == "base":
        preprocessing = Preprocessing.of_card(start.kind.card_input(grid))
        outcome = pretraining.fit(start, grid, preprocessing, parts, fitting_of)
        runs.save_base(options.out, start, seen | outcome)
        return
    mode = adapting if options.mode == "lora" else probing
    facts = mode.fit(options, start, grid, parts, fitting_of)
    facts["training"] = seen | facts["training"]
    finish(facts, parts, options)


def finish(facts: dict, parts: dict, options) -> None:
    """Fits the temperature, measures the held-out fold with the graph that will be exported, and writes the run."""
    facts |= {"temperature": 1.0, "metrics": {}} | ({"intendedUse": options.intended_use} if options.intended_use else {})
    runs.save_facts(options.out, facts)
    trained = runs.load(options.out, facts).eval()
    preprocessing = Preprocessing.of_card(facts["input"])
    values = {name: shared.logits(trained, shared.load(parts[name], preprocessing), preprocessing, batch=16)
              for name in ("validation", "heldOut")}
    targets = numpy.array([image.target for image in parts["validation"]])
    facts["temperature"] = shared.temperature(values["validation"], targets)
    scores = softmax(values["heldOut"], facts["temperature"])[:, 1]
    facts["metrics"] = {"heldOut": metrics.by_magnification(parts["heldOut"], scores, 0.5)}
    runs.save_facts(options.out, facts)
    for name, entry in facts["metrics"]["heldOut"].items():
        print(name, entry, flush=True)


def _base(options) -> base.Base:
    if bool(options.checkpoint) == bool(options.config):
        raise ValueError("train-vlm needs either --checkpoint or --config")
    if options.checkpoint:
        return base.from_checkpoint(options.checkpoint, options.tokenizer)
    if not options.kind:
        raise ValueError("--config needs --kind")
    return base.from_configuration(options.kind, options.config, options.tokenizer, options.seed)


def _recipe(options) -> Recipe:
    return Recipe(options.epochs, options.patience, options.rate or RATES[options.mode], options.batch, options.seed,
                  options.accumulate, options.optimiser)


def _key(options, images, folds, start) -> str:
    """What a resumed training must have in common with the one that was cut off, beside its recipe."""
    common = [options.mode, options.question, options.lora_r, options.lora_alpha, options.lora_dropout, options.views,
              options.fold, options.threads, manifest.digest(images), sorted(folds.items()), base.digest(start.model)]
    return hashlib.sha256(json.dumps(common).encode()).hexdigest()
