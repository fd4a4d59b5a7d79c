"""Graphs whose weights lie beside them: protobuf holds no more than 2 GB."""

from pathlib import Path

import onnx

LIMIT = 2_000_000_000


def weights(graph: Path) -> Path:
    """The one file of a graph's weights, where it has one."""
    return graph.with_name(graph.name + ".data")


def files(graph: Path) -> list[Path]:
    """What must be beside the graph."""
    return [weights(graph)] if weights(graph).exists() else []


def size(graph: Path) -> int:
    return sum(file.stat().st_size for file in [graph, *files(graph)])


def save(model: onnx.ModelProto, path: Path, limit: int = LIMIT) -> None:
    """One file while it is small enough, else the weights in a second one."""
    weights(path).unlink(missing_ok=True)
    size = sum(len(value.raw_data) for value in model.graph.initializer)
    if size < limit:
        onnx.save(model, str(path))
        return
    onnx.save(model, str(path), save_as_external_data=True, all_tensors_to_one_file=True, location=weights(path).name,
              size_threshold=1024)


def gather(graph: Path, limit: int = LIMIT) -> None:
    """Puts the many files that the exporter leaves beside a large graph into one, and removes them."""
    bare = onnx.load(str(graph), load_external_data=False)
    scattered = {graph.with_name(entry.value) for value in bare.graph.initializer for entry in value.external_data
                 if entry.key == "location"} - {weights(graph)}
    if not scattered and graph.stat().st_size < limit:
        return
    save(onnx.load(str(graph)), graph, limit)
    for file in scattered:
        file.unlink()
