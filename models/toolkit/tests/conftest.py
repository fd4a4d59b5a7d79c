import csv
import hashlib
import os
from pathlib import Path

import numpy
import PIL.Image
import pytest
import torch

from histotool import topology
from histotool.cli import main
from histotool.manifest import LABELS
from histotool.preprocessing import Preprocessing
from histotool.run_folder import Run


SHARED = Path(os.environ.get("HISTOSTREAM_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))


@pytest.fixture(autouse=True, scope="session")
def _one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def shared():
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: HISTOSTREAM_SHARED_DATA names the folder of `processors` and `breakhis`")
    return SHARED


@pytest.fixture(scope="session")
def breakhis_folder():
    """Real images, found as the worker's tests find them."""
    folder = Path(os.environ.get("HISTOSTREAM_BREAKHIS", SHARED / "breakhis"))
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: HISTOSTREAM_BREAKHIS names the folder of BreakHis images")
    return folder


@pytest.fixture(scope="session")
def breakhis(breakhis_folder):
    """Five of them, of both labels and several magnifications."""
    return [PIL.Image.open(path).convert("RGB") for path in sorted(breakhis_folder.glob("*.png"))[::10]]


@pytest.fixture
def data(tmp_path):
    return light_and_dark(tmp_path / "data")


@pytest.fixture(scope="session")
def small_data(tmp_path_factory):
    """The same for tests that leave it as it is."""
    return light_and_dark(tmp_path_factory.mktemp("small") / "data")


def light_and_dark(folder: Path) -> Path:
    """Twelve patients with two slides each: benign ones are light, malignant ones dark."""
    folder.mkdir()
    random = numpy.random.default_rng(3)
    rows = []
    for patient in range(12):
        label = LABELS[patient % 2]
        for suffix in ("A", "B"):
            for magnification in (40, 200):
                name = f"SYN-26-{patient}{suffix}-{magnification}-001.png"
                level = 170 if label == "benign" else 80
                pixels = random.integers(level - 40, level + 40, (23, 35, 3), dtype=numpy.uint8)
                PIL.Image.fromarray(pixels).save(folder / name)
                digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
                rows.append([name, f"26-{patient}", f"26-{patient}{suffix}", magnification, label, digest])
    with open(folder / "manifest.csv", "w", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["file", "patient", "slide", "magnification", "label", "sha256"])
        writer.writerows(rows)
    return folder


@pytest.fixture
def untrained():
    """A tiny ResNet34 of random weights, as if it had been trained."""
    torch.manual_seed(5)
    preprocessing = Preprocessing(width=64, height=64)
    facts = {
        "family": "cnn",
        "architecture": "resnet34-w4",
        "labels": list(LABELS),
        "topology": "resnet34",
        "width": 4,
        "temperature": 1.5,
        "input": preprocessing.card(),
        "output": {"name": "logits"},
        "training": {"protocol": "none"},
        "metrics": {},
    }
    return Run(facts, topology.build("resnet34", 2, 4).eval())


@pytest.fixture
def refused(capsys):
    """Runs a command that must refuse its input: exit code 2, no traceback, and the reason on standard error is given."""

    def run(*words: str) -> str:
        with pytest.raises(SystemExit) as refusal:
            main(list(words))
        reason = capsys.readouterr().err
        assert refusal.value.code == 2 and "Traceback" not in reason
        return reason

    return run
