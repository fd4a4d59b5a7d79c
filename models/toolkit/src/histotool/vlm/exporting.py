"""A run to `model.onnx`, refused unless ONNX Runtime gives in every batch what PyTorch gives."""

from pathlib import Path

import numpy
import torch

from histotool import exporting, verifying
from histotool.vlm import external

BATCHES = (1, 2, 3, 8)
TOLERANCE = 1e-5


def export(model, path: Path, shape, output_names: list[str], limit: int = external.LIMIT) -> float:
    """`shape(batch)` is the input's; gives the largest difference found, each output measured by its own largest value."""
    exporting.export(model, path, torch.zeros(shape(2)), output_names)
    external.gather(path, limit)
    error = difference(model, path, shape, output_names)
    if error > TOLERANCE:
        raise ValueError(f"{path.name}: ONNX Runtime differs from PyTorch by {error:.1e}, more than {TOLERANCE}")
    return error


def difference(model, path: Path, shape, output_names: list[str]) -> float:
    """Over random inputs in batches of 1, 2, 3 and 8, absolute where an output is small and relative where it is not."""
    running = verifying.session(path)
    random = numpy.random.default_rng(1)
    worst = 0.0
    for batch in BATCHES:
        pixels = random.standard_normal(shape(batch), dtype=numpy.float32)
        with torch.no_grad():
            expected = [value.numpy() for value in model.outputs(torch.from_numpy(pixels)).values()]
        for ours, theirs in zip(expected, running.run(output_names, {"pixels": pixels}), strict=True):
            worst = max(worst, float(numpy.abs(ours - theirs).max() / max(1.0, numpy.abs(ours).max())))
    return worst
