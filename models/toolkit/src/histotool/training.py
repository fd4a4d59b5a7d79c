"""Supervised training of a CNN: seeded, augmented, stopped early on patients set aside for it, resumable by epoch."""

import copy
import math
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy
import torch
from torch.nn import functional

from histotool.augmentation import augment
from histotool.preprocessing import Preprocessing, softmax

STATE = "training-state.pt"


@dataclass(frozen=True)
class Recipe:
    """`coarse` is the share of epochs that see the images at half the size: a quarter of the work to learn what is coarse."""

    epochs: int
    patience: int
    rate: float
    batch: int
    seed: int
    coarse: float = 0.5
    weight_decay: float = 0.02


def load(images, preprocessing: Preprocessing) -> torch.Tensor:
    """uint8 [N, 3, H, W] of all images, resized exactly as in serving."""
    stacked = numpy.stack([preprocessing.pixels(image.path) for image in images])
    return torch.from_numpy(stacked).permute(0, 3, 1, 2).contiguous()


def logits(model, pixels: torch.Tensor, preprocessing: Preprocessing, batch: int = 64) -> numpy.ndarray:
    """The model's logits of uint8 [N, 3, H, W]."""
    model.eval()
    parts = []
    with torch.no_grad():
        for start in range(0, len(pixels), batch):
            chunk = pixels[start : start + batch].permute(0, 2, 3, 1).numpy()
            parts.append(model(torch.from_numpy(preprocessing.tensor(chunk))).numpy())
    return numpy.concatenate(parts)


class Training:
    """Fits a model in place; keeps the full-size epoch with the lowest validation loss.

    After every epoch all that the next one depends on is written to `state`, so that a training that was killed goes on
    as if it had not been: same weights, same choice of images, same dropout.
    """

    def __init__(self, model, preprocessing: Preprocessing, recipe: Recipe, images: int, state: Path, key: str):
        self.model, self.preprocessing, self.recipe, self.state, self.key = model, preprocessing, recipe, state, key
        self.generator = torch.Generator().manual_seed(recipe.seed)
        self.optimiser = torch.optim.AdamW(model.parameters(), lr=recipe.rate, weight_decay=recipe.weight_decay)
        steps = max(1, recipe.epochs * (images // recipe.batch))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, lambda step: pace(step / steps))
        self.history: list[dict] = []
        self.best: dict | None = None
        self.best_loss, self.best_epoch = float("inf"), 0

    def run(self, train_set, validation_set, log=print) -> dict:
        """The sets are (uint8 pixels, targets)."""
        if len(train_set[1]) < self.recipe.batch:
            raise ValueError(f"{len(train_set[1])} images to train on are fewer than a batch of {self.recipe.batch}")
        while not self._finished():
            started = time.monotonic()
            entry = {"epoch": len(self.history) + 1}
            coarse = entry["epoch"] <= int(self.recipe.epochs * self.recipe.coarse)
            entry["trainLoss"] = round(self._epoch(*train_set, coarse), 4)
            if not coarse:
                entry |= self._validate(entry["epoch"], *validation_set)
            self.history.append(entry)
            self._save()
            log(f"{entry} {time.monotonic() - started:.0f} s")
        self.model.load_state_dict(self.best)
        return {"bestEpoch": self.best_epoch, "history": self.history}

    def _finished(self) -> bool:
        epochs = len(self.history)
        stopped = self.best is not None and epochs - self.best_epoch >= self.recipe.patience
        return epochs >= self.recipe.epochs or stopped

    def _epoch(self, pixels: torch.Tensor, targets: torch.Tensor, coarse: bool) -> float:
        mean = torch.tensor(self.preprocessing.mean).view(1, 3, 1, 1)
        std = torch.tensor(self.preprocessing.std).view(1, 3, 1, 1)
        self.model.train()
        order = torch.randperm(len(targets), generator=self.generator)
        losses = []
        for start in range(0, len(order) - self.recipe.batch + 1, self.recipe.batch):
            chosen = order[start : start + self.recipe.batch]
            images = pixels[chosen].float() / 255
            images = augment(functional.avg_pool2d(images, 2) if coarse else images, self.generator)
            loss = functional.cross_entropy(self.model((images - mean) / std), targets[chosen], label_smoothing=0.02)
            self.optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
            self.optimiser.step()
            self.schedule.step()
            losses.append(loss.item())
        return float(numpy.mean(losses))

    def _validate(self, epoch: int, pixels: torch.Tensor, targets: torch.Tensor) -> dict:
        values = logits(self.model, pixels, self.preprocessing)
        loss, accuracy = score(values, targets.numpy())
        if loss < self.best_loss or self.best is None:
            self.best, self.best_loss, self.best_epoch = copy.deepcopy(self.model.state_dict()), loss, epoch
        return {"validationLoss": round(loss, 4), "validationAccuracy": round(accuracy, 4)}

    def _save(self) -> None:
        """To another name first: a kill while writing leaves the last state whole."""
        self.state.parent.mkdir(parents=True, exist_ok=True)
        written = self.state.with_suffix(".writing")
        torch.save({
            "key": self.key, "recipe": asdict(self.recipe), "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(), "schedule": self.schedule.state_dict(), "history": self.history,
            "best": self.best, "bestLoss": self.best_loss, "bestEpoch": self.best_epoch,
            "order": self.generator.get_state(), "dropout": torch.get_rng_state()}, written)
        os.replace(written, self.state)

    def resume(self) -> int:
        """Takes up a state that is there, and gives the epochs it had; one of another training is an error."""
        if not self.state.exists():
            return 0
        saved = torch.load(self.state, map_location="cpu", weights_only=True)
        if saved["key"] != self.key or saved["recipe"] != asdict(self.recipe):
            raise ValueError(f"{self.state} is of a training with other options or images; leave --resume out to begin anew")
        self.model.load_state_dict(saved["model"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.schedule.load_state_dict(saved["schedule"])
        self.history, self.best = saved["history"], saved["best"]
        self.best_loss, self.best_epoch = saved["bestLoss"], saved["bestEpoch"]
        self.generator.set_state(saved["order"])
        torch.set_rng_state(saved["dropout"])
        return len(self.history)


def pace(progress: float) -> float:
    """Share of the highest rate: a linear start over the first fifth, then half a cosine."""
    return min((progress + 0.02) / 0.2, 0.5 + 0.5 * math.cos(math.pi * max(0.0, progress - 0.2) / 0.8), 1.0)


def score(values: numpy.ndarray, targets: numpy.ndarray, temperature: float = 1.0) -> tuple[float, float]:
    """Mean negative log-likelihood and accuracy."""
    chances = softmax(values, temperature)[numpy.arange(len(targets)), targets]
    return float(-numpy.log(numpy.maximum(chances, 1e-12)).mean()), float((values.argmax(1) == targets).mean())


def temperature(values: numpy.ndarray, targets: numpy.ndarray) -> float:
    """The temperature with the lowest validation loss (Guo et al. 2017), to two decimals."""
    candidates = [round(0.5 + 0.05 * i, 2) for i in range(51)]
    return min(candidates, key=lambda candidate: score(values, targets, candidate)[0])
