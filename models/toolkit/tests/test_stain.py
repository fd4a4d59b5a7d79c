"""The stain step from a folder of images to what is served; its numbers are held to golden files by the worker's tests."""

import numpy
import pytest
import yaml

from histotool import packaging, stain, verifying
from histotool.cli import main

METHODS = pytest.mark.parametrize("method", ["macenko", "reinhard"])


@pytest.fixture
def stained(data):
    """The folder's images in two dyes: the last channel of each is made from the first."""
    import hashlib

    import PIL.Image

    lines = (data / "manifest.csv").read_text()
    random = numpy.random.default_rng(1)
    for path in sorted(data.glob("*.png")):
        before = hashlib.sha256(path.read_bytes()).hexdigest()
        amounts = random.gamma(2.0, 0.35, (23, 35, 2))
        density = amounts @ numpy.array([[0.65, 0.70, 0.29], [0.07, 0.99, 0.11]])
        PIL.Image.fromarray(numpy.clip(255 * numpy.exp(-density), 0, 255).astype(numpy.uint8)).save(path)
        lines = lines.replace(before, hashlib.sha256(path.read_bytes()).hexdigest())
    (data / "manifest.csv").write_text(lines)
    return data


@METHODS
def test_a_fitted_reference_is_a_section_of_the_card(method, stained, capsys):
    main(["stain-fit", "--images", str(stained), "--method", method, "--size", "64"])

    text = capsys.readouterr().out
    assert text.startswith("# 48 of 48 images have enough tissue")
    assert stain.stain_of_card(yaml.safe_load(text)["stain"]).card()["method"] == method


@METHODS
def test_a_network_trained_on_normalised_images_is_served_so(method, stained, tmp_path):
    main(["split", "--data", str(stained), "--folds", "3", "--out", str(tmp_path / "folds.csv")])
    main(["train-cnn", "--data", str(stained), "--split", str(tmp_path / "folds.csv"), "--width", "2", "--epochs", "1", "--coarse",
          "0", "--batch", "8", "--image-size", "64", "--stain", method, "--out", str(tmp_path / "run")])
    main(["package", "--run", str(tmp_path / "run"), "--data", str(stained), "--version", "1.0.0", "--models",
          str(tmp_path / "models")])

    package = tmp_path / "models" / "resnet34" / "1.0.0"
    assert packaging.read_card(package)["input"]["stain"]["method"] == method
    assert verifying.golden(package) < verifying.TOLERANCE


def test_a_folder_without_images_is_refused(tmp_path, refused):
    (tmp_path / "empty").mkdir()

    assert "has no images" in refused("stain-fit", "--images", str(tmp_path / "empty"), "--method", "macenko")
