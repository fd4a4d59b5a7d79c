from collections import Counter
from pathlib import Path

from histotool import splits
from histotool.manifest import Image


def image(patient, slide, label="benign", number=1):
    return Image(Path(f"{slide}-{number}.png"), patient, slide, 100, label, "")


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


def test_written_folds_read_back(tmp_path):
    splits.write(tmp_path / "folds.csv", {"p2": 1, "p1": 0})

    assert splits.read(tmp_path / "folds.csv") == {"p1": 0, "p2": 1}
