import pytest

from histotool import card_page, exporting, packaging
from histotool.cli import main


@pytest.fixture
def package(untrained, tmp_path):
    untrained.facts["metrics"] = {"heldOut": {"overall": {
        "accuracy": 0.75, "auc": None, "images": 4, "patients": 1, "undefined": {"auc": "images of one class only"}}}}
    untrained.facts["training"] = {"protocol": "patient | level", "trainPatients": [f"p{i}" for i in range(10)]}
    exporting.export(untrained.model, tmp_path / "model.onnx", untrained.example(), untrained.output_names)
    return packaging.write(untrained, tmp_path / "model.onnx", [], "tiny", "1.0.0", tmp_path / "models")


def test_a_page_says_what_people_ask(package, capsys):
    main(["card", "--package", str(package)])

    page = capsys.readouterr().out
    assert page.startswith("# tiny 1.0.0\n\n> **Research use only. Not for diagnosis.**")
    assert "| overall | 0.75 | – | 4 | 1 |" in page
    assert "overall, auc: images of one class only" in page
    assert "| protocol | patient \\| level |" in page
    assert "| trainPatients | 10, listed in the card by digest |" in page
    assert packaging.read_card(package)["files"]["model.onnx"] in page


def test_a_leaky_model_says_so_above_its_figures(package):
    card = packaging.read_card(package)
    card["training"]["leaky"] = True

    page = card_page.markdown(card)

    assert page.index("CONTAMINATED") < page.index("0.75")


def test_a_changed_package_has_no_page(package):
    (package / "model.onnx").write_bytes(b"x")

    with pytest.raises(SystemExit, match="not the ones"):
        main(["card", "--package", str(package)])


def test_figures_of_another_form_are_shown_as_they_are(package):
    card = packaging.read_card(package) | {"metrics": {"merge": {"largestDifference": 7e-7}}}

    assert "| largestDifference | 7e-07 |" in card_page.markdown(card)
