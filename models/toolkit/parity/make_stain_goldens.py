"""
Makes the golden files of the worker's stain normalisation with the toolkit's own.

    PYTHONPATH=models/toolkit/src python models/toolkit/parity/make_stain_goldens.py [--breakhis FOLDER]

Pictures are two stains mixed by formulas, and the degenerate ones whose answer is defined: they are left as they are.
Of real images only numbers and digests are written, by the digest of the image's bytes.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy
from PIL import Image

from histotool import stain
from histotool.preprocessing import Preprocessing
from histotool.resizing import Stretch

TARGET = Path(__file__).parents[3] / "inference-service/src/test/resources/golden-preprocessing"
MACENKO = stain.Macenko(
    stain.StainMatrix(
        ((0.5626049862, 0.7201007284, 0.4060635999), (0.2159125087, 0.8011642573, 0.5581183946)), (1.9705, 1.0308)
    )
)
REINHARD = stain.Reinhard(
    stain.ColourStatistics((-0.2509461105, -0.0187365738, 0.0075312060), (0.1174470851, 0.0187132533, 0.0052142671))
)


def generated(width, height, number):
    """Two stains of the number's colours in waves of whole numbers, on a light that is not quite white."""
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.int64)
    one = (x * x * (number % 5 + 1) + y * (number + 3)) // 8 % 97
    other = (y * y * (number % 3 + 1) + x * (2 * number + 5)) // 8 % 89
    planes = [248 - (one * (9 - c * (number % 4)) + other * (3 + 2 * c + number % 3)) // 8 for c in range(3)]
    return numpy.clip(numpy.stack(planes, -1), 0, 255).astype(numpy.uint8)


def single_colour(red, green, blue):
    return numpy.full((9, 11, 3), (red, green, blue), dtype=numpy.uint8)


def grey():
    return numpy.repeat((numpy.arange(20 * 13) * 7 % 256).astype(numpy.uint8).reshape(20, 13, 1), 3, axis=2)


def two_colours():
    picture = single_colour(180, 90, 150)
    picture[::2] = (90, 60, 120)
    return picture


def nearly_white(tissue_pixels):
    """20 × 50 pixels of light, some of which are tissue of changing colours."""
    picture = numpy.full((20, 50, 3), 250, dtype=numpy.uint8)
    for index in range(tissue_pixels):
        picture[index % 20, 7 + index // 20] = (150 - 7 * (index % 13), 80 + 5 * (index % 11), 140 - 3 * index)
    return picture


def pictures():
    for number in range(24):
        yield f"generated {number}", generated(31 + 3 * number, 47 - number, number)
    yield "white", single_colour(255, 255, 255)
    yield "black", single_colour(0, 0, 0)
    yield "single colour", single_colour(150, 80, 130)
    yield "1x1", single_colour(150, 80, 130)[:1, :1]
    yield "grey", grey()
    yield "two colours", two_colours()
    yield "nearly white, 9 of 1000", nearly_white(9)
    yield "nearly white, 10 of 1000", nearly_white(10)
    yield "nearly white, 30 of 1000", nearly_white(30)


def expectation(pixels):
    flat = pixels.reshape(-1, 3)
    stains, colours = stain.stain_matrix(flat), stain.colour_statistics(flat)
    return {
        "stains": None if stains is None else [*stains.stains[0], *stains.stains[1], *stains.max_concentrations],
        "colours": None if colours is None else [*colours.mean, *colours.std],
        "macenkoSha256": sha256(MACENKO.normalise(pixels)),
        "reinhardSha256": sha256(REINHARD.normalise(pixels)),
    }


def sha256(pixels):
    return hashlib.sha256(pixels.tobytes()).hexdigest()


def breakhis(folder):
    resized = Preprocessing(width=224, height=150, resize=Stretch())
    for path in sorted(folder.glob("*.png")):
        yield {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()} | expectation(resized.pixels(path))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--breakhis", type=Path)
    options = arguments.parse_args()
    cards = {"macenko": MACENKO.card(), "reinhard": REINHARD.card()}
    folder = TARGET / "stain"
    folder.mkdir(exist_ok=True)
    images = []
    for index, (name, pixels) in enumerate(pictures()):
        file = f"stain/{index:02}.png"
        Image.fromarray(pixels, "RGB").save(TARGET / file, optimize=True)
        images.append({"file": file, "name": name} | expectation(pixels))
    write_json("stain.json", cards | {"images": images})
    if options.breakhis:
        write_json("stain-breakhis.json", cards | {"images": [*breakhis(options.breakhis)]})


def write_json(name, content):
    (TARGET / name).write_text(json.dumps(content, separators=(",", ":")).replace(',{"', ',\n{"') + "\n")
    print(name, len(content["images"]), "images", (TARGET / name).stat().st_size, "bytes")


if __name__ == "__main__":
    main()
