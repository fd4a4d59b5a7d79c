"""LoRA: adapters in the language model are trained on features that the frozen vision encoder gave once."""

import numpy
import torch

from histotool import training
from histotool.manifest import LABELS
from histotool.preprocessing import Preprocessing
from histotool.vlm import encoding, lora, pretraining, prompts, runs
from histotool.vlm.fused import FusedVlm


def fit(options, base, grid, parts: dict, fitting_of) -> dict:
    """Trains, writes adapter and base into the run's folder, and gives the facts that do not need the merged model."""
    prompt = prompts.build(base, grid, LABELS, options.question)
    preprocessing = Preprocessing.of_card(base.kind.card_input(grid))
    pixels = {name: training.load(parts[name], preprocessing) for name in ("train", "validation")}
    targets = {name: torch.tensor([image.target for image in parts[name]]) for name in pixels}
    with torch.no_grad():
        vision = base.kind.Vision(base.model, grid)
        encoded = {name: encoding.features(vision, pixels[name], preprocessing, options.views if name == "train" else 1)
                   for name in pixels}
    kept = runs.keep_base(options.out, base, options.checkpoint, options.tokenizer)
    adapted = lora.adapt(base.model, options.lora_r, options.lora_alpha, options.lora_dropout)
    if options.gradient_checkpointing:
        base.model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    fused = FusedVlm(base, grid, prompt)
    outcome = fitting_of(fused, len(targets["train"])).run(
        lambda chosen, generator: _loss(fused, encoding.draw(encoded["train"], chosen, generator), targets["train"][chosen]),
        lambda: _validate(fused, encoded["validation"][:, 0], targets["validation"]))
    adapted.save_pretrained(str(options.out / "adapter"))
    about = lora.facts(adapted) | {"adapterSha256": lora.digest(options.out / "adapter")}
    return runs.facts(base, grid, prompt, "lora", label_mass=not options.no_label_mass) | {
        "base": kept, "training": _training(options, base, prompt, outcome) | {"lora": about}}


def _training(options, base, prompt, outcome: dict) -> dict:
    return {"mode": "lora", "baseModel": base.source, "prompt": prompt.rendered, "question": prompt.question,
            "optimiser": options.optimiser, "batch": options.batch, "accumulate": options.accumulate} | outcome


def _loss(fused: FusedVlm, features: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    if fused.whole_labels:
        return torch.nn.functional.cross_entropy(fused.answers(fused.read_states(features))["logits"], targets)
    return pretraining.loss(fused, features, targets)


def _validate(fused: FusedVlm, features: torch.Tensor, targets: torch.Tensor) -> dict:
    parts = [fused.answers(fused.read_states(chunk)) for chunk in features.split(32)]
    logits = torch.cat([part["logits"] for part in parts]).numpy()
    loss, accuracy = training.score(logits, targets.numpy())
    mass = numpy.concatenate([part["label_mass"].numpy() for part in parts]).mean()
    return {"validationLoss": round(loss, 4), "validationAccuracy": round(accuracy, 4), "labelMass": round(float(mass), 4)}
