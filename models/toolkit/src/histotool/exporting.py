"""PyTorch to one ONNX file: float32 pixels in, logits and what else the model gives out, the batch axis dynamic."""

import inspect
from pathlib import Path

import onnx
import torch
from torch import nn

OPSET = 17


class Traced(nn.Module):
    """A model's `outputs` as the tuple that the exporter wants."""

    def __init__(self, model: nn.Module, names: list[str]):
        super().__init__()
        self.model = model
        self.names = names

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, ...]:
        outputs = self.model.outputs(pixels)
        missing = [name for name in self.names if name not in outputs]
        if missing:
            raise ValueError(f"the card names {missing}, but the model gives only {list(outputs)}")
        return tuple(outputs[name] for name in self.names)


def export(model: nn.Module, path: Path, example: torch.Tensor, output_names: list[str]) -> None:
    """Traces `model.outputs(example)`; `example` has at least two images, lest the batch axis be taken for a constant."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    with torch.no_grad():
        torch.onnx.export(
            Traced(model, output_names).eval(),
            (example,),
            str(path),
            input_names=["pixels"],
            output_names=output_names,
            dynamic_axes={name: {0: "batch"} for name in ["pixels", *output_names]},
            opset_version=OPSET,
            **options,
        )
        _declare_shapes(path, Traced(model, output_names).eval()(example))
    check(path, output_names)


def _declare_shapes(path: Path, outputs: tuple[torch.Tensor, ...]) -> None:
    """The exporter loses track of some sizes behind a reshape, but only the batch axis varies."""
    graph = onnx.load(str(path), load_external_data=False)
    for value, output in zip(graph.graph.output, outputs, strict=True):
        for axis, size in list(zip(value.type.tensor_type.shape.dim, output.shape, strict=True))[1:]:
            axis.dim_value = size
    onnx.save(graph, str(path))


def check(path: Path, output_names: list[str]) -> None:
    """One input, these outputs, of each the batch axis dynamic and no other; anything else is an error."""
    onnx.checker.check_model(str(path))
    graph = onnx.load(str(path), load_external_data=False).graph
    if len(graph.input) != 1 or [value.name for value in graph.output] != output_names:
        raise ValueError(f"the graph has not one input and the outputs {output_names}")
    for value in (*graph.input, *graph.output):
        batch, *others = value.type.tensor_type.shape.dim
        if not batch.dim_param:
            raise ValueError(f"{value.name}: the batch axis is not dynamic")
        if any(not axis.dim_value for axis in others):
            raise ValueError(f"{value.name}: an axis beside the batch's is dynamic, and a worker could not give it a place")
