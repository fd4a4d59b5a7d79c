from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies

from histotool import protocol, splits
from histotool.manifest import LABELS, Image


def image(patient, slide, label="benign", number=1):
    return Image(Path(f"{slide}-{number}.png"), patient, slide, 100, label, f"{slide}-{number}")


def test_suffixes_of_one_slide_number_are_one_group():
    images = [image("p1", "14-22549AB"), image("p2", "14-22549CD"), image("p3", "14-22550")]

    groups = splits.groups(images)

    assert groups["p1"] == groups["p2"]
    assert groups["p1"] != groups["p3"]


def test_groups_join_through_a_third_patient():
    images = [image("p1", "1A"), image("p2", "1B"), image("p2", "2A"), image("p3", "2B")]

    assert len(set(splits.groups(images).values())) == 1


def test_no_group_stands_in_two_folds():
    images = [image(f"p{i}", f"{i // 2}{'AB'[i % 2]}") for i in range(40)]

    fold_of = splits.assign(images, 5, 1)

    assert all(fold_of[f"p{i}"] == fold_of[f"p{i + 1}"] for i in range(0, 40, 2))


def test_every_fold_has_both_labels_in_proportion():
    images = [image(f"p{i}", str(i), "malignant" if i % 4 else "benign") for i in range(40)]

    fold_of = splits.assign(images, 5, 1)

    labels = {i.patient: i.label for i in images}
    for fold in range(5):
        counts = Counter(labels[p] for p in fold_of if fold_of[p] == fold)
        assert counts == {"benign": 2, "malignant": 6}


def test_a_seed_repeats_and_another_differs():
    images = [image(f"p{i}", str(i)) for i in range(40)]

    assert splits.assign(images, 5, 1) == splits.assign(list(reversed(images)), 5, 1)
    assert splits.assign(images, 5, 1) != splits.assign(images, 5, 2)


def labels_of(images, group):
    groups = splits.groups(images)
    return frozenset(i.label for i in images if groups[i.patient] == group)


def test_a_fold_that_would_stay_empty_is_refused():
    with pytest.raises(ValueError, match="one of 2 folds stays empty"):
        splits.assign([image("p1", "1", "benign"), image("p2", "2", "malignant")], 2, 1)


@settings(max_examples=150, deadline=None)
@given(strategies.lists(strategies.tuples(
    strategies.integers(0, 25), strategies.integers(0, 20), strategies.sampled_from(["", "A", "AB", "CD"]),
    strategies.sampled_from(LABELS)), min_size=1, max_size=80), strategies.integers(2, 5), strategies.integers(0, 9))
def test_no_patient_and_no_slide_number_stands_in_two_folds(rows, count, seed):
    images = [image(f"p{patient}", f"14-{slide}{cut}", label, number)
              for number, (patient, slide, cut, label) in enumerate(rows)]
    try:
        folds = splits.assign(images, count, seed)
    except ValueError:
        per_label = Counter(label for _, label in {(group, labels_of(images, group)) for group in splits.groups(images).values()})
        assert max(per_label.values()) < count
        return

    splits.check(images, folds)
    for key in (lambda i: i.patient, lambda i: splits.slide_number(i.slide)):
        seen = {}
        for each in images:
            assert seen.setdefault(key(each), folds.of(each)) == folds.of(each)
    assert all(0 <= fold < count for fold in folds.values())


PATIENTS = strategies.lists(strategies.tuples(
    strategies.integers(1, 40), strategies.sampled_from([0, 0, 0, 0, 0, 0, 1]), strategies.sampled_from(["", "A", "AB", "CD"])),
    min_size=60, max_size=120)


@settings(max_examples=100, deadline=None)
@given(PATIENTS, strategies.integers(3, 5), strategies.integers(0, 9))
def test_over_all_folds_every_patient_is_held_out_once_and_never_trained_on_then(rows, count, seed):
    """Some patients share a slide number with their neighbour."""
    images = [image(f"p{patient}", f"14-{patient - shared}{cut}", LABELS[patient % 2], number)
              for number, (patient, shared, cut) in enumerate(rows)]
    assume(len(set(splits.groups(images).values())) >= 3 * count)
    folds = splits.assign(images, count, seed)

    rounds = [protocol.parts(images, folds, fold) for fold in range(count)]

    for parts in rounds:
        for identity in (lambda i: i.patient, lambda i: splits.slide_number(i.slide)):
            sides = [{identity(i) for i in part} for part in parts.values()]
            assert sum(map(len, sides)) == len(set.union(*sides))
    held_out = [i.path for parts in rounds for i in parts["heldOut"]]
    assert sorted(held_out) == sorted(i.path for i in images)


def test_a_patient_level_split_that_is_none_is_refused():
    images = [image("p1", "14-22549AB"), image("p2", "14-22549CD")]

    with pytest.raises(ValueError, match="p1 and p2 belong together"):
        splits.check(images, splits.Folds({"p1": 0, "p2": 1}))


def test_a_leaky_split_deals_images_and_stays_leaky_when_written(tmp_path):
    images = [image(f"p{i % 4}", str(i % 4), "malignant" if i % 2 else "benign", i) for i in range(40)]

    splits.write(tmp_path / "folds.csv", splits.assign_images(images, 5, 1))
    folds = splits.read(tmp_path / "folds.csv")

    assert folds.leaky
    assert len({folds.of(i) for i in images if i.patient == "p1"}) > 1
    assert Counter(folds.of(i) for i in images if i.label == "malignant") == dict.fromkeys(range(5), 4)
    splits.check(images, folds)


def test_a_patient_whom_the_split_does_not_know_is_an_error():
    with pytest.raises(ValueError, match="does not know p9"):
        splits.Folds({"p1": 0}).of(image("p9", "1"))


def test_written_folds_read_back(tmp_path):
    splits.write(tmp_path / "folds.csv", splits.Folds({"p2": 1, "p1": 0}))

    assert splits.read(tmp_path / "folds.csv") == {"p1": 0, "p2": 1}
    assert not splits.read(tmp_path / "folds.csv").leaky


def test_a_file_that_is_no_split_is_refused(tmp_path):
    (tmp_path / "folds.csv").write_text("person,part\np1,0\n")

    with pytest.raises(ValueError, match="columns patient and fold"):
        splits.read(tmp_path / "folds.csv")
