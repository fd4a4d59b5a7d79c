"""The same graph in float16 and in int8, each with what it loses measured, not assumed."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy
import onnx

from histotool import metrics, packaging, verifying
from histotool.preprocessing import softmax
from histotool.vlm import external

NAMES = ("fp16", "int8")
KEPT_IN_FLOAT32 = ("Pow", "ReduceMean", "ReduceLogSumExp", "Sqrt")
"""The norms square their inputs, and real models have values whose square is beyond float16."""
MAX_BATCH = {"int8": 1}
"""Dynamic int8 takes its scales from the whole batch, so that an image's score would depend on its neighbours."""


def make(name: str, source: Path, labels: int, limit: int = external.LIMIT) -> Path:
    """`model.fp16.onnx` or `model.int8.onnx` beside the float32 graph; weights above the limit go to a second file."""
    target = source.with_name(f"model.{name}.onnx")
    if name == "fp16":
        _fp16(source, target, limit)
    else:
        _int8(source, target, labels)
    return target


def _fp16(source: Path, target: Path, limit: int) -> None:
    from onnxruntime.transformers.float16 import DEFAULT_OP_BLOCK_LIST, convert_float_to_float16
    from onnxruntime.transformers.onnx_model import OnnxModel

    large = external.weights(source).exists()
    converted = convert_float_to_float16(
        onnx.load(str(source)), keep_io_types=True, disable_shape_infer=large,
        op_block_list=[*DEFAULT_OP_BLOCK_LIST, *KEPT_IN_FLOAT32])
    OnnxModel(converted).topological_sort()  # the converter puts its casts last
    external.save(converted, target, limit)


def _int8(source: Path, target: Path, labels: int) -> None:
    """Weights of matrix products only; the labels' own rows stay float32, since the scores come straight from them."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(str(source), load_external_data=False).graph
    narrow = {value.name for value in graph.initializer if len(value.dims) == 2 and labels in value.dims}
    spared = [node.name for node in graph.node if narrow & set(node.input)]
    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"],
        nodes_to_exclude=spared, use_external_data_format=external.weights(source).exists(),
        extra_options={"MatMulConstBOnly": True})


@dataclass(frozen=True)
class Decision:
    """How scores become a label: with two labels by the positive one's threshold, with more by the highest score."""

    positive: int
    threshold: float

    @staticmethod
    def of(facts: dict) -> "Decision":
        return Decision(facts["labels"].index(packaging.positive_label(facts)), facts.get("decisionThreshold", 0.5))

    def labels(self, scores: numpy.ndarray) -> numpy.ndarray:
        return scores[:, self.positive] >= self.threshold if scores.shape[1] == 2 else scores.argmax(1)


@dataclass(frozen=True)
class Measured:
    """Scores [N, labels] of images, one at a time, with their targets (1 is positive) where these are known."""

    scores: numpy.ndarray
    targets: numpy.ndarray | None

    def loss(self, exact: "Measured", decision: Decision) -> dict:
        """What these scores lose against the exact ones; the keys that a card shows."""
        difference = numpy.abs(self.scores - exact.scores)
        flips = decision.labels(self.scores) != decision.labels(exact.scores)
        result = {"images": len(self.scores), "largestScoreDifference": round(float(difference.max()), 6),
                  "meanScoreDifference": round(float(difference.mean()), 6), "flips": int(flips.sum()),
                  "scoreRangeFp32": round(float(numpy.ptp(exact.scores[:, decision.positive])), 6)}
        if self.targets is not None:
            for key, scores in (("aucFp32", exact.scores), ("auc", self.scores)):
                area = metrics.auc(self.targets, scores[:, decision.positive])
                result[key] = None if area is None else round(area, 4)
        return result


def measure(graph: Path, card_facts: dict, tensors, targets: numpy.ndarray | None) -> Measured:
    """Runs the graph over `tensors`, an iterable of one image's tensor each."""
    running = verifying.session(graph)
    values = numpy.concatenate([verifying.logits(running, card_facts, tensor[None]) for tensor in tensors])
    return Measured(softmax(values, card_facts["temperature"]), targets)


def entry(name: str, file: Path, loss: dict) -> dict:
    """The card's section of a variant; a golden image may move twice as far as the worst one did."""
    worst = max(loss["largestScoreDifference"], loss.get("largestGoldenDifference", 0.0))
    tolerance = min(1.0, max(0.002, math.ceil(2000 * worst) / 1000))
    limits = {"maxBatchSize": MAX_BATCH[name]} if name in MAX_BATCH else {}
    return {"file": file.name, "scoreTolerance": tolerance} | limits | {"loss": loss}
