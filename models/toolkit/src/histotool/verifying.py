"""Does ONNX Runtime give what PyTorch gave?"""

import json
from pathlib import Path

import numpy
import onnxruntime
import torch

from histotool import packaging
from histotool.preprocessing import Preprocessing, softmax, tensor_sha256
from histotool.run_folder import Run

TOLERANCE = 1e-4


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def logits(running: onnxruntime.InferenceSession, card: dict, tensors: numpy.ndarray) -> numpy.ndarray:
    """float32 [N, labels] of tensors as the card's input describes them."""
    return running.run([card["output"]["name"]], {card["input"]["name"]: tensors})[0]


def relative_error(expected: numpy.ndarray, actual: numpy.ndarray) -> float:
    return float(numpy.max(numpy.abs(expected - actual) / numpy.maximum(numpy.abs(expected), 1e-12)))


def golden(folder: Path) -> float:
    """The largest relative error over the golden files, each run alone and all in one batch."""
    card = packaging.read_card(folder)
    tensors, expected = _golden(folder, card)
    running = session(folder / "model.onnx")
    alone = numpy.concatenate([logits(running, card, tensor[None]) for tensor in tensors])
    together = logits(running, card, tensors)
    return max(relative_error(expected, softmax(values, card["temperature"])) for values in (alone, together))


def variant(folder: Path, name: str) -> float:
    """How far a variant's scores of the golden images, one at a time, lie from those of float32: absolute."""
    card = packaging.read_card(folder)
    tensors, expected = _golden(folder, card)
    running = session(folder / card["variants"][name]["file"])
    values = numpy.concatenate([logits(running, card, tensor[None]) for tensor in tensors])
    return float(numpy.abs(softmax(values, card["temperature"]) - expected).max())


def _golden(folder: Path, card: dict) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Tensors and scores of the golden images; a tensor that is not the promised one is an error."""
    preprocessing = Preprocessing.of_card(card["input"])
    images = json.loads((folder / packaging.EXPECTED).read_text(encoding="utf-8"))["images"]
    if not images:
        raise ValueError(f"{folder}: no golden images")
    tensors = numpy.stack([preprocessing.tensor(preprocessing.pixels(folder / image["file"])) for image in images])
    for image, tensor in zip(images, tensors):
        if tensor_sha256(tensor) != image["tensorSha256"]:
            raise ValueError(f"{image['file']}: the tensor differs from the golden one")
    return tensors, numpy.array([image["scores"] for image in images])


def against_run(folder: Path, trained: Run, seed: int = 1) -> float:
    """The largest relative error of scores between PyTorch and ONNX Runtime over random inputs in batches 1, 2, 3, 8."""
    card = packaging.read_card(folder)
    running = session(folder / "model.onnx")
    random = numpy.random.default_rng(seed)
    worst = 0.0
    for batch in (1, 2, 3, 8):
        shape = trained.shape(batch)
        tensors = random.standard_normal(shape, dtype=numpy.float32)
        with torch.no_grad():
            expected = trained.model(torch.from_numpy(tensors)).numpy()
        worst = max(worst, relative_error(
            softmax(expected, card["temperature"]), softmax(logits(running, card, tensors), card["temperature"])))
    return worst
