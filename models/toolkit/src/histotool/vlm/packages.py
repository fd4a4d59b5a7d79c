"""A run with its graphs to a model package."""

from pathlib import Path

import numpy

from histotool import packaging
from histotool.manifest import Image
from histotool.run_folder import Run
from histotool.vlm import exporting, external, runs, variants


def write(trained: Run, golden: list[Path], name: str, version: str, models: Path, work: Path, *,
          precisions: tuple[str, ...] = (), measured_on: list[Image] = (), limit: int = external.LIMIT) -> Path:
    """Exports to `work`, measures the precisions on the images, and writes `models/name/version/`."""
    graph = work / "model.onnx"
    work.mkdir(parents=True, exist_ok=True)
    error = exporting.export(trained.model, graph, lambda batch: runs.shape(trained.facts, batch), trained.output_names, limit)
    print(f"{graph}: {graph.stat().st_size} bytes, ONNX Runtime differs from PyTorch by {error:.1e}", flush=True)
    section = measured(graph, trained, precisions, measured_on)
    extra = external.files(graph)
    for entry in section.values():
        extra += [graph.with_name(entry["file"]), *external.files(graph.with_name(entry["file"]))]
    return packaging.write(trained, graph, golden, name, version, models, variants=section or None, extra=extra)


def measured(graph: Path, trained: Run, precisions, images: list[Image]) -> dict:
    """The card's `variants`; a precision that the runtime does not take is left out, and said so."""
    if not precisions:
        return {}
    if not images:
        raise ValueError("a precision's loss is measured on labelled images: none are given")
    targets = numpy.array([image.target for image in images])
    exact = variants.measure(graph, trained.facts, _tensors(trained, images), targets)
    section = {}
    for name in precisions:
        try:
            file = variants.make(name, graph, len(trained.facts["labels"]))
            loss = variants.measure(file, trained.facts, _tensors(trained, images), targets).loss(exact)
        except Exception as refused:  # noqa: BLE001: converter and runtime raise what they like
            print(f"{name}: left out, {type(refused).__name__}: {refused}", flush=True)
            continue
        print(f"{name}: {file.stat().st_size} bytes, {loss}", flush=True)
        section[name] = variants.entry(name, file, loss)
    return section


def _tensors(trained: Run, images: list[Image]):
    preprocessing = trained.preprocessing
    return (preprocessing.tensor(preprocessing.pixels(image.path)) for image in images)
