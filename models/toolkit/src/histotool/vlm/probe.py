"""Linear probing: a linear head on the pooled image features, and nothing else trained."""

import torch
from torch import nn


class Probe(nn.Module):
    """Pixels to `logits`: the mean of the features that the language model would see, standardised, then one linear layer.

    There is no vocabulary in it, so there is no label mass either.
    """

    def __init__(self, vision: nn.Module, width: int, labels: int):
        super().__init__()
        self.vision = vision.requires_grad_(False)
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("deviation", torch.ones(width))
        self.head = nn.Linear(width, labels)

    def standardise(self, features: torch.Tensor) -> "Probe":
        """Takes mean and deviation from training features [N, features, hidden]."""
        pooled = features.mean(1)
        self.mean.copy_(pooled.mean(0))
        self.deviation.copy_(pooled.std(0).clamp(min=1e-6))
        return self

    def classify(self, features: torch.Tensor) -> torch.Tensor:
        return self.head((features.mean(1) - self.mean) / self.deviation)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.classify(self.vision(pixels))

    def outputs(self, pixels: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"logits": self.forward(pixels)}
