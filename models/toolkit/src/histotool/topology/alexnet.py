"""AlexNet (Krizhevsky 2014) with torchvision's module names, so that its checkpoints load; width 64 is torchvision's."""

from torch import nn

from histotool.topology.grad_cam import PooledClassifier, classifier, hidden_size


class AlexNet(PooledClassifier):
    def __init__(self, labels: int, width: int, dropout: float):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, width, 11, 4, 2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
            nn.Conv2d(width, 3 * width, 5, padding=2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
            nn.Conv2d(3 * width, 6 * width, 3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(6 * width, 4 * width, 3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(4 * width, 4 * width, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
        )
        self.avgpool = nn.AdaptiveAvgPool2d((6, 6))
        self.classifier = classifier("dropout-first", 4 * width * 36, hidden_size(width), labels, dropout)
        for module in self.modules():
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                nn.init.zeros_(module.bias)


def alexnet(labels: int, width: int = 64, dropout: float = 0.5) -> AlexNet:
    return AlexNet(labels, width, dropout)
