import json

import numpy
import pytest
import yaml

from histotool import exporting, manifest, packaging, verifying


@pytest.fixture
def package(untrained, data, tmp_path):
    exporting.export(untrained.model, tmp_path / "model.onnx", untrained.example(), untrained.output_names)
    golden = [image.path for image in manifest.read(data)[:3]]
    return packaging.write(untrained, tmp_path / "model.onnx", golden, "resnet34", "1.0.0", tmp_path / "models")


def test_card_has_the_fields_of_the_worker(package):
    card = packaging.read_card(package)

    assert list(card) == [
        "schemaVersion", "name", "version", "family", "architecture", "licence", "intendedUse", "labels",
        "positiveLabel", "decisionThreshold", "temperature", "input", "output", "files", "training", "metrics"]
    assert card["input"]["rescale"] == 1 / 255
    assert "Research use only" in card["intendedUse"]
    assert set(card["files"]) == {
        "model.onnx", "golden/image-1.png", "golden/image-2.png", "golden/image-3.png", "golden/expected.json"}


def test_onnx_runtime_repeats_the_golden_scores_in_any_batch(package, untrained):
    assert verifying.golden(package) < verifying.TOLERANCE
    assert verifying.against_run(package, untrained) < verifying.TOLERANCE


def test_another_networks_scores_are_noticed(package):
    expected = package / packaging.EXPECTED
    document = json.loads(expected.read_text())
    document["images"][0]["scores"] = [0.5001, 0.4999]
    expected.write_text(json.dumps(document))
    card = yaml.safe_load((package / packaging.CARD).read_text())
    packaging.write_card(package, {key: value for key, value in card.items() if key != "files"})

    assert verifying.golden(package) > verifying.TOLERANCE


@pytest.mark.parametrize("file", ["model.onnx", "golden/image-2.png", "golden/expected.json"])
def test_a_changed_byte_is_refused(package, file):
    content = bytearray((package / file).read_bytes())
    content[len(content) // 2] ^= 1
    (package / file).write_bytes(content)

    with pytest.raises(ValueError, match="not the ones"):
        packaging.read_card(package)


@pytest.mark.parametrize("file", ["model-card.yaml", "model-card.sha256"])
def test_a_changed_byte_of_the_card_is_refused(package, file):
    content = bytearray((package / file).read_bytes())
    content[len(content) // 3] ^= 1
    (package / file).write_bytes(content)

    with pytest.raises(ValueError, match="model-card.yaml has not the digest"):
        packaging.read_card(package)


def test_a_file_that_the_card_does_not_name_is_refused(package):
    (package / "extra.bin").write_bytes(b"x")

    with pytest.raises(ValueError, match="not the ones"):
        packaging.read_card(package)


def test_a_wrong_golden_image_is_noticed(package):
    card = packaging.read_card(package)
    document = json.loads((package / packaging.EXPECTED).read_text())
    document["images"][1]["tensorSha256"] = "0" * 64
    (package / packaging.EXPECTED).write_text(json.dumps(document))
    packaging.write_card(package, {key: value for key, value in card.items() if key != "files"})

    with pytest.raises(ValueError, match="tensor differs"):
        verifying.golden(package)


def test_names_are_checked(untrained, tmp_path):
    with pytest.raises(ValueError, match="lower-case"):
        packaging.write(untrained, tmp_path / "model.onnx", [], "../evil", "1.0.0", tmp_path)


def test_a_package_takes_the_place_of_the_one_before_only_when_it_is_whole(package, untrained, tmp_path):
    before = packaging.read_card(package)

    with pytest.raises(FileNotFoundError):
        packaging.write(untrained, package / "model.onnx", [tmp_path / "no.png"], package.parent.name, package.name,
                        package.parents[1])

    assert packaging.read_card(package) == before


def test_temperature_softens_the_golden_scores(package, untrained):
    document = json.loads((package / packaging.EXPECTED).read_text())

    assert untrained.facts["temperature"] == 1.5
    assert numpy.sum(document["images"][0]["scores"]) == pytest.approx(1)


def test_a_leaky_run_is_known_by_its_version_and_intended_use(untrained, data, tmp_path):
    untrained.facts["training"]["leaky"] = True
    exporting.export(untrained.model, tmp_path / "model.onnx", untrained.example(), untrained.output_names)

    folder = packaging.write(untrained, tmp_path / "model.onnx", [], "resnet34", "1.0.0", tmp_path / "models")

    card = packaging.read_card(folder)
    assert card["version"] == folder.name == "1.0.0-leaky"
    assert card["intendedUse"].startswith("CONTAMINATED:")


@pytest.mark.parametrize(("version", "expected"), [
    ("1.0.0", "1.0.0-leaky"), ("1.0.0-fold2", "1.0.0-fold2.leaky"), ("1.0.0-leaky", "1.0.0-leaky")])
def test_leaky_versions(version, expected):
    assert packaging.full_version(version, True) == expected
    assert packaging.full_version(version, False) == version
