"""VGG19 (Simonyan and Zisserman 2014) with torchvision's module names; width 64 is torchvision's."""

from torch import nn

from histotool.topology.grad_cam import PooledClassifier, classifier, hidden_size

# convolutions of each stage and their channels in widths; a pooling follows every stage
STAGES = ((2, 1), (2, 2), (4, 4), (4, 8), (4, 8))


class Vgg(PooledClassifier):
    def __init__(self, labels: int, width: int, dropout: float):
        super().__init__()
        layers, inputs = [], 3
        for convolutions, widths in STAGES:
            for _ in range(convolutions):
                layers += [nn.Conv2d(inputs, widths * width, 3, padding=1), nn.ReLU(inplace=True)]
                inputs = widths * width
            layers.append(nn.MaxPool2d(2, 2))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = classifier("dropout-last", inputs * 49, hidden_size(width), labels, dropout)
        for module in self.modules():
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                nn.init.zeros_(module.bias)


def vgg19(labels: int, width: int = 64, dropout: float = 0.5) -> Vgg:
    return Vgg(labels, width, dropout)
