"""Each of the study's five families from a run to a package, whose graph gives what PyTorch gives."""

from dataclasses import dataclass
from pathlib import Path

import numpy
import pytest
import tiny_models
import torch

from histotool import golden_scores, packaging, verifying
from histotool.cli import main
from histotool.preprocessing import Preprocessing, softmax
from histotool.run_folder import Run

BATCHES = (1, 2, 3, 8)


@dataclass(frozen=True)
class Packaged:
    run: Path
    package: Path
    data: Path

    def tensors(self, paths) -> numpy.ndarray:
        preprocessing = Preprocessing.of_card(packaging.read_card(self.package)["input"])
        return numpy.stack([preprocessing.tensor(preprocessing.pixels(path)) for path in paths])

    def onnx_scores(self, tensors: numpy.ndarray, batch: int) -> numpy.ndarray:
        card = packaging.read_card(self.package)
        running = verifying.session(self.package / "model.onnx")
        chunks = [tensors[start : start + batch] for start in range(0, len(tensors), batch)]
        values = numpy.concatenate([verifying.logits(running, card, chunk) for chunk in chunks])
        return softmax(values, card["temperature"])


def torch_scores(model, tensors: numpy.ndarray, temperature: float) -> numpy.ndarray:
    """One image at a time."""
    with torch.no_grad():
        return softmax(numpy.concatenate([model(torch.from_numpy(tensor[None])).numpy() for tensor in tensors]), temperature)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tiny_models.labelled_folder(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module", params=tiny_models.FAMILIES)
def packaged(request, folder, tmp_path_factory):
    work = tmp_path_factory.mktemp(request.param)
    run = tiny_models.save_run(request.param, work / "run", [f"p{number}" for number in range(8)])
    main(["package", "--run", str(run), "--data", str(folder), "--version", "1.0.0", "--models", str(work / "models")])
    return Packaged(run, work / "models" / request.param / "1.0.0", folder)


def equal(packaged: Packaged, paths: list[Path]) -> None:
    """In every batch, within the tolerance of the worker; and the images are told apart by far more than that."""
    assert len(paths) >= 20
    tensors = packaged.tensors(paths)
    trained = Run.load(packaged.run)
    expected = torch_scores(trained.model, tensors, trained.facts["temperature"])
    for batch in BATCHES:
        assert verifying.relative_error(expected, packaged.onnx_scores(tensors, batch)) <= 1e-4, batch
    assert numpy.ptp(expected[:, 1]) > 0.01


def test_onnx_runtime_equals_pytorch_on_generated_images(packaged):
    equal(packaged, golden_scores.images(packaged.data))


def test_onnx_runtime_equals_pytorch_on_real_images(packaged, breakhis_folder):
    equal(packaged, golden_scores.images(breakhis_folder))


def test_the_package_verifies(packaged, capsys):
    main(["verify", "--package", str(packaged.package), "--run", str(packaged.run)])

    assert "PyTorch on random inputs: largest relative error" in capsys.readouterr().out


@pytest.mark.parametrize("packaged", tiny_models.VLMS, indirect=True)
def test_merged_equals_unmerged(packaged):
    tensors = packaged.tensors(golden_scores.images(packaged.data))
    merged, unmerged = Run.load(packaged.run).model, tiny_models.unmerged(packaged.run)

    with torch.no_grad():
        ours, theirs = merged.outputs(torch.from_numpy(tensors)), unmerged.outputs(torch.from_numpy(tensors))

    size = theirs["logits"].abs().max().clamp(min=1)
    assert (ours["logits"] - theirs["logits"]).abs().max() / size < 1e-5
    assert (ours["label_mass"] - theirs["label_mass"]).abs().max() < 1e-5
    assert numpy.abs(torch_scores(unmerged, tensors, 1.5) - packaged.onnx_scores(tensors, 8)).max() < 1e-5
