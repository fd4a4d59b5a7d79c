"""Changes that leave an image's label as it is: position, orientation, distance, light and stain."""

import torch
from torch.nn import functional


def augment(batch: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Takes and gives float32 [N, 3, H, W] in [0, 1]; every image of a batch is changed in its own way."""
    return _recolour(_zoom(_turn(batch, generator), generator), generator)


def _turn(batch: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """The eight positions of a square: both flips, and a transposition, which with them gives every right-angle turn."""
    mirrored, upended, transposed = (torch.rand(3, len(batch), generator=generator) < 0.5).view(3, -1, 1, 1, 1)
    batch = torch.where(mirrored, batch.flip(3), batch)
    batch = torch.where(upended, batch.flip(2), batch)
    if batch.shape[2] != batch.shape[3]:
        return batch
    return torch.where(transposed, batch.transpose(2, 3), batch)


def _zoom(batch: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """A window of 88 % to 100 % of the image, anywhere in it."""
    count = len(batch)
    zoom = 1 - 0.12 * torch.rand(count, generator=generator)
    shift = (torch.rand(count, 2, generator=generator) * 2 - 1) * (1 - zoom).view(-1, 1)
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0] = zoom
    theta[:, 1, 1] = zoom
    theta[:, :, 2] = shift
    grid = functional.affine_grid(theta, list(batch.shape), align_corners=False)
    return functional.grid_sample(batch, grid, padding_mode="reflection", align_corners=False)


def _recolour(batch: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Another strength of stain and another light, in optical density."""
    count = len(batch)
    density = -torch.log(batch.clamp(min=1 / 255))
    gain = 1 + 0.22 * (torch.rand(count, 3, 1, 1, generator=generator) * 2 - 1)
    offset = 0.04 * torch.rand(count, 3, 1, 1, generator=generator)
    return torch.exp(-(density * gain + offset))
