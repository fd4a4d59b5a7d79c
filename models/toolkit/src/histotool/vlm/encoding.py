"""Image features computed beforehand: the vision tower is frozen, so it need not run again in every epoch."""

import numpy
import torch

from histotool.vlm.pretraining import view


def features(vision, pixels: torch.Tensor, preprocessing, views: int = 1, batch: int = 16) -> torch.Tensor:
    """float32 [N, views, features, hidden] of uint8 [N, 3, H, W]: each image in some of the square's eight symmetries."""
    if views > 1 and pixels.shape[-1] != pixels.shape[-2]:
        raise ValueError("an image that is not square has one view")
    parts = []
    with torch.no_grad():
        for start in range(0, len(pixels), batch):
            chunk = pixels[start : start + batch]
            turned = [vision(_tensor(view(chunk, number), preprocessing)) for number in range(views)]
            parts.append(torch.stack(turned, dim=1))
    return torch.cat(parts)


def _tensor(pixels: torch.Tensor, preprocessing) -> torch.Tensor:
    return torch.from_numpy(preprocessing.tensor(numpy.ascontiguousarray(pixels.permute(0, 2, 3, 1).numpy())))


def draw(encoded: torch.Tensor, chosen: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """One view, drawn anew, of each chosen image: [chosen, features, hidden]."""
    return encoded[chosen, torch.randint(0, encoded.shape[1], (len(chosen),), generator=generator)]
