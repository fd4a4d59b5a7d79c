import csv

import numpy
import PIL.Image
import pytest

from histotool import labelling, manifest, splits
from histotool.cli import main


def picture(folder, name, level):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    PIL.Image.fromarray(numpy.full((6, 8, 3), level, numpy.uint8)).save(folder / name)


@pytest.fixture
def breakhis(tmp_path):
    names = ["benign/SOB_B_A-14-22549AB-100-020.png", "benign/SOB_B_A-14-22549CD-40-003.png",
             "malignant/SOB_M_DC-14-13412-100-001.png", "malignant/SOB_M_LC-14-13412-400-002.png"]
    for level, name in enumerate(names):
        picture(tmp_path, name, 40 * level)
    return tmp_path


def test_breakhis_names_are_understood(breakhis):
    main(["manifest", "--images", str(breakhis)])

    images = manifest.read(breakhis)
    assert [(i.patient, i.slide, i.magnification, i.label) for i in images] == [
        ("14-22549", "14-22549AB", 100, "benign"), ("14-22549", "14-22549CD", 40, "benign"),
        ("14-13412", "14-13412", 100, "malignant"), ("14-13412", "14-13412", 400, "malignant")]
    assert len(set(splits.groups(images).values())) == 2


@pytest.mark.parametrize(("name", "label"), [
    ("SOB_M_MC-14-13418DE-400-001.png", "malignant"), ("sob_b_ta-14-3411F-40-001.PNG", "benign")])
def test_class_of_a_breakhis_name(name, label):
    assert labelling.of_breakhis(name)["label"] == label


@pytest.mark.parametrize("name", ["SOB_X_A-14-1-100-020.png", "SOB_B_DC-14-1-100-020.png", "image.png"])
def test_other_names_are_not_breakhis(name):
    assert labelling.of_breakhis(name) is None


def described(folder, text):
    (folder / "descriptions.csv").write_text(text)


@pytest.fixture
def own(tmp_path):
    for level, name in enumerate(["a.png", "sub/b.png", "sub/c.jpg"]):
        picture(tmp_path, name, 60 * level)
    described(tmp_path, "file,patient,slide,magnification,label,stain\n"
                        "a.png,p1,s1,100x,benign,HE\nsub/b.png,p2,s2,200,DC,HE\nc.jpg,p3,,40,malignant,HE\n")
    return tmp_path


def test_descriptions_are_read_as_submit_reads_them(own):
    main(["manifest", "--images", str(own), "--label", "DC=malignant"])

    with open(own / "manifest.csv", newline="") as text:
        rows = list(csv.DictReader(text))
    assert [(r["file"], r["patient"], r["slide"], r["magnification"], r["label"]) for r in rows] == [
        ("a.png", "p1", "s1", "100", "benign"), ("sub/b.png", "p2", "s2", "200", "malignant"),
        ("sub/c.jpg", "p3", "p3", "40", "malignant")]


def test_a_label_that_no_model_is_trained_on_is_refused_with_the_way_out(own):
    with pytest.raises(SystemExit, match="--label DC=malignant"):
        main(["manifest", "--images", str(own)])


@pytest.mark.parametrize(("line", "reason"), [
    ("a.png,,s1,100,benign", "a.png: no patient"),
    ("a.png,p1,s1,,benign", "a.png: no magnification"),
    ("a.png,p1,s1,high,benign", "magnification 'high' is not a whole number"),
    ("z.png,p1,s1,100,benign", "line 2: 0 images are called 'z.png'"),
    ("sub/b.png,p1,s1,100,benign", "line 3: sub/b.png stands on an earlier line"),
])
def test_a_wrong_line_is_named(own, line, reason):
    described(own, f"file,patient,slide,magnification,label\n{line}\nsub/b.png,p2,s2,200,benign\nc.jpg,p3,,40,malignant\n")

    with pytest.raises(SystemExit, match=reason):
        main(["manifest", "--images", str(own)])


def test_an_image_without_a_line_is_named(own):
    described(own, "file,patient,slide,magnification,label\na.png,p1,s1,100,benign\n")

    with pytest.raises(SystemExit, match="sub/b.png: neither a BreakHis name nor a line"):
        main(["manifest", "--images", str(own)])


def test_one_image_under_two_patients_is_refused(own):
    (own / "sub/b.png").write_bytes((own / "a.png").read_bytes())

    with pytest.raises(SystemExit, match="the same image as a.png"):
        main(["manifest", "--images", str(own), "--label", "DC=malignant"])


def test_a_broken_image_is_named(own):
    (own / "a.png").write_bytes(b"no image")

    with pytest.raises(SystemExit, match="a.png: cannot be read"):
        main(["manifest", "--images", str(own), "--label", "DC=malignant"])
