import numpy
import PIL.Image
import pytest

from histotool.preprocessing import Preprocessing, softmax


def test_tensor_is_channel_first_and_normalised():
    preprocessing = Preprocessing(width=2, height=1)
    pixels = numpy.array([[[255, 0, 0], [0, 255, 255]]], dtype=numpy.uint8)

    tensor = preprocessing.tensor(pixels)

    assert tensor.shape == (3, 1, 2)
    assert tensor.dtype == numpy.float32
    assert tensor[0, 0, 0] == pytest.approx((1 - 0.485) / 0.229)
    assert tensor[0, 0, 1] == pytest.approx(-0.485 / 0.229)


def test_tensor_equals_torchvision_for_every_level():
    transforms = pytest.importorskip("torchvision.transforms", exc_type=Exception)
    preprocessing = Preprocessing(width=16, height=16)
    levels = numpy.repeat(numpy.arange(256, dtype=numpy.uint8).reshape(16, 16, 1), 3, axis=2)

    theirs = transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize(preprocessing.mean, preprocessing.std)]
    )(PIL.Image.fromarray(levels)).numpy()

    assert numpy.array_equal(preprocessing.tensor(levels), theirs)


def test_the_cards_rescale_gives_the_same_levels_as_a_division():
    levels = numpy.arange(256)

    assert numpy.array_equal(
        (levels * (1 / 255)).astype(numpy.float32), levels.astype(numpy.float32) / numpy.float32(255)
    )


def test_card_round_trip():
    preprocessing = Preprocessing(width=96, height=64, filter="bicubic")

    assert Preprocessing.of_card(preprocessing.card()) == preprocessing


def test_softmax_divides_by_the_temperature():
    assert softmax(numpy.array([0.0, 2.0]), 2.0)[1] == pytest.approx(1 / (1 + numpy.exp(-1)))
