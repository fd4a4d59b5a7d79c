import hashlib

import pytest

from histotool import exporting, packaging, patients


def test_a_digest_is_of_the_pseudonyms_utf8():
    assert patients.digest("14-22549Ä") == hashlib.sha256("14-22549Ä".encode("utf-8")).hexdigest()


def test_a_list_is_sorted_and_has_each_patient_once():
    listed = patients.digests(["b", "a", "b"])

    assert listed == sorted(listed) and len(listed) == 2


@pytest.mark.parametrize("entry", ["26-17550", 2617550, "ABCDEF" * 10 + "ABCD"])
def test_what_is_no_lower_case_digest_is_a_plain_pseudonym(entry):
    assert patients.of({"trainPatients": [entry]}, "train") == {patients.digest(str(entry))}


def test_parts_that_a_card_does_not_list_are_empty():
    assert patients.of({"protocol": "unknown"}, "train", "validation") == set()


def test_a_package_of_an_older_run_names_no_patient(untrained, tmp_path):
    untrained.facts["training"] = {"protocol": "p", "trainPatients": ["26-0"], "heldOutPatients": ["26-2", "26-1"], "epochs": 2}
    exporting.export(untrained.model, tmp_path / "model.onnx", untrained.example(), untrained.output_names)

    folder = packaging.write(untrained, tmp_path / "model.onnx", [], "tiny", "1.0.0", tmp_path / "models")

    training = packaging.read_card(folder)["training"]
    assert training == {"protocol": "p", "trainPatients": patients.digests(["26-0"]),
                        "heldOutPatients": patients.digests(["26-1", "26-2"]), "epochs": 2}
    assert "26-" not in (folder / packaging.CARD).read_text(encoding="utf-8")
