"""The toolkit's pixels and tensors differ by nothing from those of transformers' processors, pinned to PIL."""

import hashlib
import json
from functools import cache
from pathlib import Path

import numpy
import PIL.Image
import pytest

from histotool.preprocessing import Preprocessing, tensor_sha256
from histotool.resizing import UnsupportedSize, smart_size

REPOSITORY = Path(__file__).parents[3]
GOLDEN = REPOSITORY / "inference-service/src/test/resources/golden-preprocessing"


@cache
def golden(name: str) -> dict:
    return json.loads((GOLDEN / name).read_text())


def generated(width: int, height: int) -> PIL.Image.Image:
    """As `parity/make_vlm_goldens.py` makes it."""
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.int64)
    planes = [(x * x * (3 + c) + y * y * (7 - c) + x * y * (c + 1) + 40 * c) // 16 % 256 for c in range(3)]
    return PIL.Image.fromarray(numpy.stack(planes, -1).astype(numpy.uint8), "RGB")


def picture(image: dict) -> PIL.Image.Image:
    if "file" in image:
        return PIL.Image.open(GOLDEN / image["file"])
    return generated(image["width"], image["height"])


def assert_equal(source: PIL.Image.Image, inputs: list[dict], case: dict) -> None:
    entry = inputs[case["input"]]
    preprocessing = Preprocessing.of_card(entry)
    assert preprocessing.card() == entry
    if case.get("refused"):
        with pytest.raises(UnsupportedSize):
            preprocessing.pixels(source)
        return
    pixels = preprocessing.pixels(source)
    tensor = preprocessing.tensor(pixels)
    assert tensor.shape == preprocessing.tensor_shape()
    assert hashlib.sha256(pixels.tobytes()).hexdigest() == case["pixelsSha256"], entry
    assert tensor_sha256(tensor) == case["tensorSha256"], entry


@pytest.mark.parametrize("index", range(len(golden("vlm.json")["images"])))
def test_equals_the_processors(index):
    image = golden("vlm.json")["images"][index]
    for case in image["cases"]:
        assert_equal(picture(image), golden("vlm.json")["inputs"], case)


def test_equals_the_processors_on_real_images(breakhis_folder):
    expected = {image["sha256"]: image["cases"] for image in golden("vlm-breakhis.json")["images"]}
    seen = 0
    for path in sorted(breakhis_folder.glob("*.png")):
        for case in expected[hashlib.sha256(path.read_bytes()).hexdigest()]:
            with PIL.Image.open(path) as opened:
                assert_equal(opened, golden("vlm-breakhis.json")["inputs"], case)
        seen += 1
    assert seen == len(expected) == 48


def test_goldens_hold_every_mode_and_refusal():
    modes = {(entry["resize"]["mode"], entry["layout"]) for entry in golden("vlm.json")["inputs"]}

    assert modes == {
        ("stretch", "nchw"), ("idefics3", "nchw"), ("idefics3-split", "ntchw"), ("smart-resize", "nchw"),
        ("smart-resize", "patches"),
    }  # fmt: skip
    assert any(case.get("refused") for image in golden("vlm.json")["images"] for case in image["cases"])


def test_equals_the_installed_processors():
    """Wherever transformers is installed; the goldens hold elsewhere."""
    processors = pytest.importorskip("transformers.models.qwen2_vl.image_processing_pil_qwen2_vl", exc_type=Exception)
    for width in (1, 5, 27, 29, 41, 42, 43, 70, 98, 126, 700, 1001, 4000):
        for height in (3, 14, 42, 70, 460, 700, 1999):
            if max(width, height) / min(width, height) <= 200:
                theirs = processors.smart_resize(height, width, 28, 3136, 1003520)
                assert smart_size(width, height, 28, 3136, 1003520) == theirs[::-1]


def test_a_batch_of_patches_is_one_image_after_the_other():
    resize = {"mode": "smart-resize", "patchSize": 2, "mergeSize": 2, "minPixels": 16, "maxPixels": 4096}
    preprocessing = Preprocessing.of_card(card(resize=resize, width=8, height=4, layout="patches"))
    batch = numpy.random.default_rng(3).integers(0, 256, (3, 4, 8, 3), dtype=numpy.uint8)

    together = preprocessing.tensor(batch)

    assert together.shape == (3, 8, 24)
    assert numpy.array_equal(together, numpy.stack([preprocessing.tensor(each) for each in batch]))


def card(**changes) -> dict:
    return Preprocessing().card() | changes


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"resize": {"mode": "squeeze"}}, "resize.mode must be one of"),
        ({"resize": {"mode": "stretch", "longestEdge": 9}}, "takes no fields, but has longestEdge"),
        ({"resize": {"mode": "idefics3"}}, "takes longestEdge, but has no fields"),
        ({"resize": {"mode": "idefics3", "longestEdge": 5000}}, "longestEdge must be at most 4096"),
        ({"layout": "ntchw"}, "layout ntchw does not fit resize.mode stretch"),
        ({"layout": "nhwc"}, "layout must be one of"),
        ({"filter": "nearest"}, "filter must be one of"),
        ({"gamma": 2}, "unknown fields: gamma"),
        (
            {"resize": {"mode": "smart-resize", "patchSize": 14, "mergeSize": 2, "minPixels": 1, "maxPixels": 9}, "width": 30},
            "multiples of patchSize x mergeSize, which is 28",
        ),
        ({"stain": {"method": "vahadane"}}, "stain.method must be macenko or reinhard"),
        ({"stain": {"method": "reinhard", "version": 2, "mean": [0, 0, 0], "std": [1, 1, 1]}}, "stain.version must be 1"),
    ],
)
def test_refuses_a_card_that_breaks_a_rule(changes, reason):
    with pytest.raises(ValueError, match=reason):
        Preprocessing.of_card(card(**changes))
