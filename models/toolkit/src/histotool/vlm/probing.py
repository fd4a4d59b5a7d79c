"""Linear probing: the whole model frozen, a linear head trained on features that were computed once."""

import torch

from histotool import training
from histotool.manifest import LABELS
from histotool.preprocessing import Preprocessing
from histotool.vlm import encoding, lora, prompts, runs
from histotool.vlm.probe import Probe


def fit(options, base, grid, parts: dict, fitting_of) -> dict:
    """Trains the head, writes it and the base into the run's folder, and gives the facts that need no measurement."""
    preprocessing = Preprocessing.of_card(base.kind.card_input(grid))
    pixels = {name: training.load(parts[name], preprocessing) for name in ("train", "validation")}
    targets = {name: torch.tensor([image.target for image in parts[name]]) for name in pixels}
    probe = Probe(base.kind.Vision(base.model, grid), base.kind.language(base.model).config.hidden_size, len(LABELS))
    encoded = {name: encoding.features(probe.vision, pixels[name], preprocessing, options.views if name == "train" else 1)
               for name in pixels}
    probe.standardise(encoded["train"].flatten(0, 1))
    outcome = fitting_of(probe, len(targets["train"])).run(
        lambda chosen, generator: _loss(probe, encoding.draw(encoded["train"], chosen, generator), targets["train"][chosen]),
        lambda: _validate(probe, encoded["validation"][:, 0], targets["validation"]))
    kept = runs.keep_base(options.out, base, options.checkpoint, options.tokenizer)
    runs.save_probe(options.out, probe)
    about = {"mode": "linear-probe", "baseModel": base.source, "optimiser": options.optimiser, "batch": options.batch,
             "accumulate": options.accumulate, "trainableParameters": lora.trainable(probe.head)}
    prompt = prompts.build(base, grid, LABELS, options.question)
    return runs.facts(base, grid, prompt, "linear-probe", label_mass=False) | {"base": kept, "training": about | outcome}


def _loss(probe: Probe, features: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.cross_entropy(probe.classify(features), targets)


def _validate(probe: Probe, features: torch.Tensor, targets: torch.Tensor) -> dict:
    loss, accuracy = training.score(probe.classify(features).numpy(), targets.numpy())
    return {"validationLoss": round(loss, 4), "validationAccuracy": round(accuracy, 4)}
