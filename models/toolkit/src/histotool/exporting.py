"""PyTorch to one ONNX file: float32 pixels in, logits out, the batch axis dynamic."""

import inspect
from pathlib import Path

import onnx
import torch
from torch import nn

OPSET = 17


def export(model: nn.Module, path: Path, height: int, width: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(
        model.eval(),
        (torch.zeros(2, 3, height, width),),
        str(path),
        input_names=["pixels"],
        output_names=["logits"],
        dynamic_axes={"pixels": {0: "batch"}, "logits": {0: "batch"}},
        opset_version=OPSET,
        **options,
    )
    _check(path)


def _check(path: Path) -> None:
    graph = onnx.load(str(path))
    onnx.checker.check_model(graph)
    for value in (graph.graph.input[0], graph.graph.output[0]):
        if not value.type.tensor_type.shape.dim[0].dim_param:
            raise ValueError(f"{value.name}: the batch axis is not dynamic")
    if len(graph.graph.input) != 1 or len(graph.graph.output) != 1:
        raise ValueError("a model has one input and one output")
