"""A demonstration base model: vision and language taught together to answer questions about what is in the image."""

import numpy
import torch
from torch import nn
from torch.nn import functional

from histotool import training
from histotool.manifest import LABELS
from histotool.vlm import attributes, prompts
from histotool.vlm.fused import FusedVlm

FORMAT = 0.2
"""Share of the loss over the whole vocabulary: alone it stalls, without it the answers' words never gain probability."""
SAY = "Say {}."


def turn(pixels: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Each image [N, 3, side, side] flipped or turned by a right angle: nothing that an answer is about changes."""
    picks = torch.randint(0, 8, (len(pixels),), generator=generator).tolist()
    return torch.stack([view(image, pick) for image, pick in zip(pixels, picks)])


def view(image: torch.Tensor, number: int) -> torch.Tensor:
    """One of the square's eight symmetries of [..., side, side]."""
    turned = torch.rot90(image, number % 4, (-2, -1))
    return turned.flip(-1) if number >= 4 else turned


def loss(fused: FusedVlm, features: torch.Tensor, targets: torch.Tensor, answer_format: float = FORMAT) -> torch.Tensor:
    """Cross-entropy among the answers' first tokens, and a share of it among all tokens."""
    vocabulary = fused.head(fused.read_states(features)[:, 0])
    among_answers = functional.cross_entropy(vocabulary[:, fused.first], targets)
    return among_answers + answer_format * functional.cross_entropy(vocabulary, fused.first[targets])


class Pretraining(nn.Module):
    """Every question of `attributes` as a fused graph of its own around the one vision tower.

    Through the language model alone a vision tower of random weights hardly begins to learn, so linear heads on its
    pooled features, which are thrown away afterwards, are asked the same. The labels' words are taught by requests to say
    them, whatever is in the image: an adapter leaves the output matrix alone, and could give a word that was never said
    no probability.
    """

    def __init__(self, base, grid, questions_a_step: int = 3):
        super().__init__()
        self.model = base.model
        self.vision = base.kind.Vision(base.model, grid)
        self.questions_a_step = questions_a_step
        self.questions = nn.ModuleList(
            FusedVlm(base, grid, prompts.build(base, grid, attribute.answers, attribute.question), live=True,
                     vision=self.vision) for attribute in attributes.ATTRIBUTES)
        self.requests = nn.ModuleList(
            FusedVlm(base, grid, prompts.build(base, grid, LABELS, SAY.format(label)), live=True, vision=self.vision)
            for label in LABELS)
        width = base.kind.language(base.model).config.hidden_size
        self.pooled = nn.LayerNorm(width)
        self.heads = nn.ModuleList(nn.Linear(width, len(attribute.answers)) for attribute in attributes.ATTRIBUTES)

    def loss(self, pixels: torch.Tensor, targets: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """`pixels` normalised [N, 3, side, side], `targets` [N, attributes]; some questions, drawn anew each time."""
        features = self.vision(pixels)
        chosen = torch.randperm(len(self.questions), generator=generator)[: self.questions_a_step].tolist()
        asked = torch.stack([loss(self.questions[i], features, targets[:, i]) for i in chosen]).mean()
        pooled = self.pooled(features.mean(1))
        seen = torch.stack([functional.cross_entropy(head(pooled), targets[:, i]) for i, head in enumerate(self.heads)])
        word = torch.randint(0, len(self.requests), (), generator=generator).item()
        said = loss(self.requests[word], features, torch.full_like(targets[:, 0], word))
        return asked + seen.mean() + said

    def validate(self, batches) -> dict:
        """Over (pixels, targets): the loss, and the share of right answers to each question."""
        losses, right, count = [], numpy.zeros(len(self.questions)), 0
        for pixels, targets in batches:
            features = self.vision(pixels)
            for number, question in enumerate(self.questions):
                logits = question.answers(question.read_states(features))["logits"]
                losses.append(functional.cross_entropy(logits, targets[:, number], reduction="sum").item())
                right[number] += (logits.argmax(1) == targets[:, number]).sum().item()
            count += len(targets)
        shares = {a.name: round(float(r) / count, 2) for a, r in zip(attributes.ATTRIBUTES, right)}
        return {"validationLoss": round(sum(losses) / count / len(self.questions), 4), "right": shares}


def fit(base, grid, preprocessing, parts: dict, fitting_of, log=print) -> dict:
    """Trains the base in place on the training part; gives what came of it, for the facts.

    `fitting_of(module, examples)` makes the `Fitting`. No held-out patient is looked at, not even for the grades.
    """
    pixels, targets = _examples(parts, preprocessing)
    module = Pretraining(base, grid)
    mean = torch.tensor(preprocessing.mean).view(1, 3, 1, 1)
    std = torch.tensor(preprocessing.std).view(1, 3, 1, 1)

    def normalised(part: str, chosen) -> torch.Tensor:
        return (pixels[part][chosen].float() / 255 - mean) / std

    def step(chosen, generator):
        return module.loss(turn(normalised("train", chosen), generator), targets["train"][chosen], generator)

    def validate():
        count = len(targets["validation"])
        return module.validate((normalised("validation", slice(i, i + 32)), targets["validation"][i : i + 32])
                               for i in range(0, count, 32))

    outcome = fitting_of(module, len(targets["train"])).run(step, validate, log)
    outcome["questions"] = {a.question: list(a.answers) for a in attributes.ATTRIBUTES}
    return outcome


def _examples(parts: dict, preprocessing) -> tuple[dict, dict]:
    """Pixels and targets; half the validation images are enough to stop on, and every question is asked of each."""
    parts = {"train": parts["train"], "validation": parts["validation"][::2]}
    pixels = {name: training.load(part, preprocessing) for name, part in parts.items()}
    arrays = {name: value.permute(0, 2, 3, 1).numpy() for name, value in pixels.items()}
    measures = numpy.stack([attributes.measure(image) for image in arrays["train"]])
    scales = numpy.array([image.magnification for image in parts["train"]])
    reference = {scale: measures[scales == scale] for scale in numpy.unique(scales)}
    targets = {name: torch.from_numpy(attributes.targets(parts[name], arrays[name], reference)) for name in arrays}
    return pixels, targets
