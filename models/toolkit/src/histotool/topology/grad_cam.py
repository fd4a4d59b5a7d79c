"""Grad-CAM (Selvaraju et al. 2017) without a backward pass: the gradient through the classifier, written as a formula.

Linear, ReLU, Linear, ReLU, Linear has a gradient that the forward values give: a label's row of the last weights,
masked where a ReLU was shut, times the weights before it. So the maps are part of an exported graph.
"""

import torch
from torch import nn


class PooledClassifier(nn.Module):
    """`features`, `avgpool` to a fixed grid and `classifier`, as torchvision's AlexNet and VGG have them."""

    map_method = "grad-cam"
    head = "classifier.6"

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))

    def outputs(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        pooled = self.avgpool(self.features(x))
        logits = self.classifier(torch.flatten(pooled, 1))
        return {"logits": logits, "activation_maps": self._maps(pooled)}

    def _maps(self, pooled: torch.Tensor) -> torch.Tensor:
        """[N, labels, rows, columns]: ReLU of the channels' sum, each weighted by its mean gradient."""
        first, second, last = [layer for layer in self.classifier if isinstance(layer, nn.Linear)]
        open_first = first(torch.flatten(pooled, 1))
        open_second = second(torch.relu(open_first))
        gradient = last.weight.unsqueeze(0) * (open_second > 0).to(pooled.dtype).unsqueeze(1)
        gradient = torch.matmul(gradient, second.weight) * (open_first > 0).to(pooled.dtype).unsqueeze(1)
        channels = pooled.shape[1]
        mean_of_first = first.weight.reshape(first.out_features, channels, -1).mean(2)
        weights = torch.matmul(gradient, mean_of_first)
        maps = torch.matmul(weights, torch.flatten(pooled, 2))
        return torch.relu(maps).reshape(-1, last.out_features, *self.avgpool.output_size)


def classifier(order: str, inputs: int, hidden: int, labels: int, dropout: float) -> nn.Sequential:
    """Three linear layers; `order` is `dropout-first` (AlexNet) or `dropout-last` (VGG), torchvision's indices for each."""
    first, second, last = nn.Linear(inputs, hidden), nn.Linear(hidden, hidden), nn.Linear(hidden, labels)
    if order == "dropout-first":
        return nn.Sequential(
            nn.Dropout(dropout), first, nn.ReLU(), nn.Dropout(dropout), second, nn.ReLU(), last)
    return nn.Sequential(first, nn.ReLU(), nn.Dropout(dropout), second, nn.ReLU(), nn.Dropout(dropout), last)


def hidden_size(width: int) -> int:
    """4096 at full width; it falls with the square of the width, as a convolution's weights do."""
    return max(8, 4096 * width * width // 64**2)
