"""A run with its graphs to a model package."""

from dataclasses import dataclass
from pathlib import Path

import numpy

from histotool import packaging, verifying
from histotool.manifest import Image
from histotool.run_folder import Run
from histotool.vlm import exporting, external, variants


@dataclass(frozen=True)
class MeasuredOn:
    """The images that a variant's loss is measured on; `targets` [N] are 1 for the positive label, where labels are known."""

    paths: tuple[Path, ...] = ()
    targets: numpy.ndarray | None = None


def labelled(images: list[Image], trained: Run) -> MeasuredOn:
    positive = packaging.positive_label(trained.facts)
    return MeasuredOn(tuple(image.path for image in images), numpy.array([int(i.label == positive) for i in images]))


def write(trained: Run, golden: list[Path], name: str, version: str, models: Path, work: Path, *,
          precisions: tuple[str, ...] = (), measured_on: MeasuredOn = MeasuredOn(), limit: int = external.LIMIT) -> Path:
    """Exports to `work`, measures the precisions on the images, and writes `models/name/version/`."""
    packaging.check_names(name, version)
    if precisions and not measured_on.paths:
        raise ValueError("a variant's loss is measured on images: none are given")
    graph = work / "model.onnx"
    work.mkdir(parents=True, exist_ok=True)
    error = exporting.export(trained.model, graph, trained.shape, trained.output_names, limit)
    print(f"{graph.name}: {external.size(graph)} bytes, ONNX Runtime differs from PyTorch by {error:.1e}", flush=True)
    section = measured(graph, trained, precisions, measured_on, limit)
    extra = external.files(graph)
    for entry in section.values():
        extra += [graph.with_name(entry["file"]), *external.files(graph.with_name(entry["file"]))]
    folder = packaging.write(trained, graph, golden, name, version, models, variants=section or None, extra=extra)
    if golden and section:
        settle(folder)
    return folder


def settle(folder: Path) -> None:
    """Adds to each variant what it loses on the golden images themselves, which may be unlike those that were measured."""
    card = packaging.read_card(folder)
    for name, entry in card["variants"].items():
        loss = entry["loss"] | {"largestGoldenDifference": round(verifying.variant(folder, name), 6)}
        card["variants"][name] = variants.entry(name, Path(entry["file"]), loss)
    packaging.write_card(folder, {key: value for key, value in card.items() if key != "files"})


def measured(graph: Path, trained: Run, precisions, images: MeasuredOn, limit: int = external.LIMIT) -> dict:
    """The card's `variants`; a precision that the runtime does not take is left out, and said so."""
    if not precisions:
        return {}
    decision = variants.Decision.of(trained.facts)
    exact = variants.measure(graph, trained.facts, _tensors(trained, images), images.targets)
    section = {}
    for name in precisions:
        try:
            file = variants.make(name, graph, len(trained.facts["labels"]), limit)
            loss = variants.measure(file, trained.facts, _tensors(trained, images), images.targets).loss(exact, decision)
        except Exception as refused:  # noqa: BLE001: converter and runtime raise what they like
            print(f"{name}: left out, {type(refused).__name__}: {refused}", flush=True)
            continue
        print(f"{name}: {external.size(file)} bytes, {loss}", flush=True)
        section[name] = variants.entry(name, file, loss)
    return section


def _tensors(trained: Run, images: MeasuredOn):
    preprocessing = trained.preprocessing
    return (preprocessing.tensor(preprocessing.pixels(path)) for path in images.paths)
