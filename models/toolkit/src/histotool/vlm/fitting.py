"""The training loop of everything here: seeded, stopped early, with accumulated gradients, resumable by epoch."""

import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import nn

from histotool.training import pace

STATE = "training-state.pt"
OPTIMISERS = ("adamw", "adafactor")


@dataclass(frozen=True)
class Recipe:
    """`accumulate` batches make one step; `adafactor` keeps no second moment per weight, and so a fraction of the memory."""

    epochs: int
    patience: int
    rate: float
    batch: int
    seed: int
    accumulate: int = 1
    optimiser: str = "adamw"
    weight_decay: float = 0.01


class Fitting:
    """Trains those weights of `module` that want a gradient, and keeps the epoch with the lowest validation loss.

    `loss(indices, generator)` is the mean loss of some training examples; `validate()` gives `validationLoss` and more.
    What the next epoch depends on is written after each one; `key` names the training, so that no other one resumes it.
    """

    def __init__(self, module: nn.Module, recipe: Recipe, examples: int, state: Path, key: str):
        self.module, self.recipe, self.examples, self.state, self.key = module, recipe, examples, state, key
        self.weights = {name: weight for name, weight in module.named_parameters() if weight.requires_grad}
        self.optimiser = _optimiser(self.weights.values(), recipe)
        self.steps = max(1, recipe.epochs * -(-examples // (recipe.batch * recipe.accumulate)))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, lambda step: pace(step / self.steps))
        self.generator = torch.Generator().manual_seed(recipe.seed)
        self.history: list[dict] = []
        self.best: dict | None = None
        self.best_epoch = 0

    def run(self, loss: Callable, validate: Callable, log=print) -> dict:
        while len(self.history) < self.recipe.epochs and not self._stopped():
            started = time.monotonic()
            entry = {"epoch": len(self.history) + 1, "trainLoss": round(self._epoch(loss), 4)}
            self.module.eval()
            with torch.no_grad():
                entry |= validate()
            self.history.append(entry)
            if entry["validationLoss"] <= min(past["validationLoss"] for past in self.history):
                self.best, self.best_epoch = self._state(), entry["epoch"]
            self._save()
            log(f"{entry} {time.monotonic() - started:.0f} s", flush=True)
        self._restore(self.best)
        self.module.eval()
        return {"epochs": len(self.history), "bestEpoch": self.best_epoch}

    def resume(self) -> int:
        """Takes up the state of a training that was cut off, and gives the epochs it had; another's is an error."""
        if not self.state.exists():
            return 0
        saved = torch.load(self.state, map_location="cpu", weights_only=True)
        if saved["key"] != self.key or saved["recipe"] != asdict(self.recipe):
            raise ValueError(f"{self.state} is of a training with other options; leave --resume out to begin anew")
        self._restore(saved["weights"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.schedule.load_state_dict(saved["schedule"])
        self.history, self.best, self.best_epoch = saved["history"], saved["best"], saved["bestEpoch"]
        self.generator.set_state(saved["order"])
        torch.set_rng_state(saved["dropout"])
        return len(self.history)

    def _stopped(self) -> bool:
        return self.best is not None and len(self.history) - self.best_epoch >= self.recipe.patience

    def _epoch(self, loss: Callable) -> float:
        self.module.train()
        order = torch.randperm(self.examples, generator=self.generator)
        batches = order.split(self.recipe.batch)
        total = 0.0
        for number, chosen in enumerate(batches, start=1):
            value = loss(chosen, self.generator)
            (value / self.recipe.accumulate).backward()
            total += value.item() * len(chosen)
            if number % self.recipe.accumulate == 0 or number == len(batches):
                nn.utils.clip_grad_norm_(list(self.weights.values()), 1.0)
                self.optimiser.step()
                self.optimiser.zero_grad()
                self.schedule.step()
        return total / self.examples

    def _state(self) -> dict:
        return {name: weight.detach().clone() for name, weight in self.weights.items()}

    def _restore(self, state: dict) -> None:
        with torch.no_grad():
            for name, weight in self.weights.items():
                weight.copy_(state[name])

    def _save(self) -> None:
        """To another name first: a kill while writing leaves the last state whole."""
        self.state.parent.mkdir(parents=True, exist_ok=True)
        written = self.state.with_suffix(".writing")
        torch.save({
            "key": self.key, "recipe": asdict(self.recipe), "weights": self._state(),
            "optimiser": self.optimiser.state_dict(), "schedule": self.schedule.state_dict(), "history": self.history,
            "best": self.best, "bestEpoch": self.best_epoch, "order": self.generator.get_state(),
            "dropout": torch.get_rng_state()}, written)
        os.replace(written, self.state)


def _optimiser(weights, recipe: Recipe) -> torch.optim.Optimizer:
    if recipe.optimiser == "adafactor":
        return torch.optim.Adafactor(list(weights), lr=recipe.rate, weight_decay=recipe.weight_decay)
    if recipe.optimiser != "adamw":
        raise ValueError(f"optimiser {recipe.optimiser}: one of {', '.join(OPTIMISERS)}")
    return torch.optim.AdamW(list(weights), lr=recipe.rate, weight_decay=recipe.weight_decay)
