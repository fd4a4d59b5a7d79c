"""Supervised training of a CNN on the CPU or a GPU: seeded, augmented, stopped early on patients set aside for it."""

import copy
import math
import time

import numpy
import torch
from torch.nn import functional

from histotool.preprocessing import Preprocessing, softmax


def load(images, preprocessing: Preprocessing) -> torch.Tensor:
    """uint8 [N, 3, H, W] of all images, resized exactly as in serving."""
    stacked = numpy.stack([preprocessing.pixels(image.path) for image in images])
    return torch.from_numpy(stacked).permute(0, 3, 1, 2).contiguous()


def augment(batch: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Flips, a zoom, and a change of light and stain per image; takes and gives float32 in [0, 1]."""
    count = len(batch)
    flips = torch.rand(2, count, generator=generator) < 0.5
    batch = torch.where(flips[0].view(-1, 1, 1, 1), batch.flip(3), batch)
    batch = torch.where(flips[1].view(-1, 1, 1, 1), batch.flip(2), batch)
    zoom = 1 - 0.12 * torch.rand(count, generator=generator)
    shift = (torch.rand(count, 2, generator=generator) * 2 - 1) * (1 - zoom).view(-1, 1)
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0] = zoom
    theta[:, 1, 1] = zoom
    theta[:, :, 2] = shift
    grid = functional.affine_grid(theta, list(batch.shape), align_corners=False)
    batch = functional.grid_sample(batch, grid, padding_mode="reflection", align_corners=False)
    density = -torch.log(batch.clamp(min=1 / 255))
    gain = 1 + 0.22 * (torch.rand(count, 3, 1, 1, generator=generator) * 2 - 1)
    offset = 0.04 * torch.rand(count, 3, 1, 1, generator=generator)
    return torch.exp(-(density * gain + offset))


def logits(model, pixels: torch.Tensor, preprocessing: Preprocessing, batch: int = 64) -> numpy.ndarray:
    """The model's logits of uint8 [N, 3, H, W]."""
    model.eval()
    parts = []
    with torch.no_grad():
        for start in range(0, len(pixels), batch):
            chunk = pixels[start : start + batch].permute(0, 2, 3, 1).numpy()
            parts.append(model(torch.from_numpy(preprocessing.tensor(chunk))).numpy())
    return numpy.concatenate(parts)


def train(model, preprocessing, train_set, validation_set, *, epochs, patience, rate, batch, seed, log=print) -> dict:
    """Fits the model in place to (pixels, targets); keeps the full-size epoch with the lowest validation loss.

    The first half of the epochs sees the images at half the size: a quarter of the work to learn what is coarse.
    """
    generator = torch.Generator().manual_seed(seed)
    pixels, targets = train_set
    mean = torch.tensor(preprocessing.mean).view(1, 3, 1, 1)
    std = torch.tensor(preprocessing.std).view(1, 3, 1, 1)
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.02)
    steps = max(1, epochs * (len(targets) // batch))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _pace(step / steps))
    best, best_loss, best_epoch, history = None, float("inf"), 0, []
    for epoch in range(1, epochs + 1):
        started = time.monotonic()
        model.train()
        coarse = epoch <= epochs // 2
        order = torch.randperm(len(targets), generator=generator)
        losses = []
        for start in range(0, len(order) - batch + 1, batch):
            chosen = order[start : start + batch]
            inputs = (augment(pixels[chosen].float() / 255, generator) - mean) / std
            if coarse:
                inputs = functional.avg_pool2d(inputs, 2)
            loss = functional.cross_entropy(model(inputs), targets[chosen], label_smoothing=0.02)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        entry = {"epoch": epoch, "trainLoss": round(float(numpy.mean(losses)), 4)}
        history.append(entry)
        log(f"{entry} {time.monotonic() - started:.0f} s")
        if coarse:
            continue
        validation = logits(model, validation_set[0], preprocessing)
        loss, accuracy = _score(validation, validation_set[1].numpy())
        entry |= {"validationLoss": round(loss, 4), "validationAccuracy": round(accuracy, 4)}
        log(entry)
        if loss < best_loss:
            best, best_loss, best_epoch = copy.deepcopy(model.state_dict()), loss, epoch
        elif epoch - best_epoch >= patience:
            break
    model.load_state_dict(best)
    return {"bestEpoch": best_epoch, "history": history}


def _pace(progress: float) -> float:
    """Share of the highest rate: a linear start over the first fifth, then half a cosine."""
    return min((progress + 0.02) / 0.2, 0.5 + 0.5 * math.cos(math.pi * max(0.0, progress - 0.2) / 0.8), 1.0)


def _score(values: numpy.ndarray, targets: numpy.ndarray) -> tuple[float, float]:
    chances = softmax(values)[numpy.arange(len(targets)), targets]
    return float(-numpy.log(numpy.maximum(chances, 1e-12)).mean()), float((values.argmax(1) == targets).mean())


def temperature(values: numpy.ndarray, targets: numpy.ndarray) -> float:
    """The temperature with the lowest validation loss (Guo et al. 2017), to two decimals."""
    candidates = [round(0.5 + 0.05 * i, 2) for i in range(51)]

    def loss(candidate: float) -> float:
        chances = softmax(values, candidate)[numpy.arange(len(targets)), targets]
        return float(-numpy.log(numpy.maximum(chances, 1e-12)).mean())

    return min(candidates, key=loss)
