"""A classifier's graph made elsewhere, brought to the worker's contract: float32 [N, 3, H, W] → logits [N, labels].

What is not provably the same afterwards is refused: a batch axis is made dynamic only when batches of 1, 2 and 3 then
give what every image gives alone. The worker applies the softmax itself, so one at the graph's end is cut off.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy
import onnx
import onnxruntime
from google.protobuf.message import DecodeError
from onnx import TensorProto, helper

TOLERANCE = 1e-4


class NotAClassifier(ValueError):
    """Why a graph cannot be served."""


@dataclass(frozen=True)
class Graph:
    """`changes` says in words what was done to the graph on the way."""

    model: onnx.ModelProto
    input: str
    output: str
    height: int | None
    width: int | None
    labels: int | None
    changes: tuple[str, ...]


def read(path: Path, *, input_name: str | None = None, output_name: str | None = None, softmax: str = "auto") -> Graph:
    """`softmax`: `auto` cuts a final Softmax off, `keep` leaves it, `log` adds a logarithm behind probabilities that
    another way made (softmax(log p) = p)."""
    try:
        model = onnx.load(str(path))
    except DecodeError as failure:
        raise NotAClassifier("not an ONNX file") from failure
    entry = _chosen(_inputs(model.graph), input_name, "input")
    result = _chosen(list(model.graph.output), output_name, "output")
    height, width = _input_shape(entry)
    del model.graph.output[:]
    model.graph.output.append(result)
    changes = []
    output = result.name
    if softmax == "auto":
        output = _cut_softmax(model.graph, output, changes)
    elif softmax == "log":
        output = _append_log(model.graph, output, changes)
    labels = _labels(result)
    del model.graph.output[:]
    model.graph.output.append(helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", labels]))
    _free_batch_axis(model.graph, entry, changes)
    return Graph(model, entry.name, output, height, width, labels, tuple(changes))


def _inputs(graph) -> list:
    constants = {initializer.name for initializer in graph.initializer}
    return [value for value in graph.input if value.name not in constants]


def _chosen(values: list, name: str | None, kind: str):
    matches = [value for value in values if name in (None, value.name)]
    names = ", ".join(value.name for value in values)
    if len(matches) != 1:
        raise NotAClassifier(f"the graph has the {kind}s {names}; say which with --{kind}-name")
    if kind == "input" and len(values) != 1:
        raise NotAClassifier(f"the graph wants the inputs {names}, but a classifier takes one image tensor only")
    if matches[0].type.tensor_type.elem_type != TensorProto.FLOAT:
        raise NotAClassifier(f"{kind} {matches[0].name} is not float32; convert the graph to float32 first")
    return matches[0]


def _sizes(value) -> list[int | None]:
    return [dim.dim_value if dim.HasField("dim_value") else None for dim in value.type.tensor_type.shape.dim]


def _input_shape(entry) -> tuple[int | None, int | None]:
    sizes = _sizes(entry)
    if len(sizes) != 4 or sizes[1] not in (3, None):
        raise NotAClassifier(f"input {entry.name} has the shape {sizes}, not [N, 3, height, width]; "
                             "a graph of NHWC or grey images must be converted first")
    return sizes[2], sizes[3]


def _labels(result) -> int | None:
    sizes = _sizes(result)
    if sizes and len(sizes) != 2:
        raise NotAClassifier(f"output {result.name} has the shape {sizes}, not [N, labels]")
    if sizes and sizes[1] is not None and sizes[1] < 2:
        raise NotAClassifier(f"output {result.name} has {sizes[1]} column; a classifier has one per label, at least two")
    return sizes[1] if sizes else None


def _cut_softmax(graph, output: str, changes: list[str]) -> str:
    """Gives the name of what went into the final Softmax (or LogSoftmax), Identity nodes looked through."""
    by_output = {name: node for node in graph.node for name in node.output}
    behind, name = [], output
    while name in by_output and by_output[name].op_type == "Identity":
        behind.append(by_output[name])
        name = by_output[name].input[0]
    node = by_output.get(name)
    if node is None or node.op_type not in ("Softmax", "LogSoftmax"):
        return output
    axis = next((attribute.i for attribute in node.attribute if attribute.name == "axis"), -1)
    if axis not in (-1, 1):
        raise NotAClassifier(f"the final {node.op_type} is over axis {axis}, not over the labels")
    for dropped in [*behind, node]:
        graph.node.remove(dropped)
    changes.append(f"final {node.op_type} cut off: the worker applies the softmax")
    return node.input[0]


def _append_log(graph, output: str, changes: list[str]) -> str:
    floor = "histotool_smallest_probability"
    graph.initializer.append(helper.make_tensor(floor, TensorProto.FLOAT, [], [1e-30]))
    graph.node.append(helper.make_node("Max", [output, floor], [f"{output}_floored"]))
    graph.node.append(helper.make_node("Log", [f"{output}_floored"], [f"{output}_log"]))
    changes.append("logarithm of the probabilities added: the worker's softmax gives them back")
    return f"{output}_log"


def _free_batch_axis(graph, entry, changes: list[str]) -> None:
    """A fixed batch becomes dynamic, in the shapes and in Reshape targets that begin with it; `prove` has the last word."""
    axis = entry.type.tensor_type.shape.dim[0]
    if not axis.HasField("dim_value"):
        axis.dim_param = axis.dim_param or "batch"
        return
    fixed = axis.dim_value
    axis.dim_param = "batch"
    del graph.value_info[:]
    targets = {node.input[1] for node in graph.node if node.op_type == "Reshape" and len(node.input) > 1}
    for tensor in [*graph.initializer, *(a.t for n in graph.node if n.op_type == "Constant" and n.output[0] in targets
                                         for a in n.attribute if a.name == "value")]:
        named = tensor.name in targets or not any(tensor is initializer for initializer in graph.initializer)
        values = onnx.numpy_helper.to_array(tensor) if named else numpy.empty(0)
        if values.size > 1 and values[0] == fixed and -1 not in values[1:]:
            freed = numpy.concatenate([[-1], values[1:]]).astype(values.dtype)
            tensor.CopyFrom(onnx.numpy_helper.from_array(freed, tensor.name))
    changes.append(f"batch axis made dynamic (it was {fixed})")


def prove(graph: Graph, height: int, width: int) -> int:
    """Runs batches of 1, 2 and 3; gives the number of labels, or says why the graph cannot be served."""
    onnx.checker.check_model(graph.model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 4
    images = numpy.random.default_rng(1).standard_normal((3, 3, height, width), dtype=numpy.float32)
    try:
        session = onnxruntime.InferenceSession(graph.model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        alone = numpy.concatenate([session.run([graph.output], {graph.input: images[i : i + 1]})[0] for i in range(3)])
        batches = {size: session.run([graph.output], {graph.input: images[:size]})[0] for size in (2, 3)}
    except Exception as failure:  # the runtime's exceptions have no common type but this
        raise NotAClassifier(f"the graph does not run on batches of 1, 2 and 3 images of {width} × {height}: "
                             f"{str(failure).splitlines()[0]}. Export it again with a dynamic batch axis.") from failure
    if alone.ndim != 2 or alone.shape[1] < 2:
        raise NotAClassifier(f"output {graph.output} gives {list(alone.shape)} for three images, not [3, labels]")
    for size, values in batches.items():
        scale = max(1.0, float(numpy.abs(alone).max()))
        if values.shape != alone[:size].shape or numpy.abs(values - alone[:size]).max() > TOLERANCE * scale:
            raise NotAClassifier(f"in a batch of {size} the images give other outputs than alone; the batch axis is not free")
    return alone.shape[1]


def looks_like_probabilities(graph: Graph, height: int, width: int) -> bool:
    """Whether the outputs are positive and add up to one, so that another softmax would flatten them."""
    session = onnxruntime.InferenceSession(graph.model.SerializeToString(), providers=["CPUExecutionProvider"])
    images = numpy.random.default_rng(2).standard_normal((4, 3, height, width), dtype=numpy.float32)
    values = numpy.concatenate([session.run([graph.output], {graph.input: image[None]})[0] for image in images])
    return bool((values >= 0).all() and numpy.abs(values.sum(1) - 1).max() < 1e-3)
