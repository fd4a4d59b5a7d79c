"""
Makes the golden digests of the vision-language models' preprocessing with the processors of transformers themselves.

    python models/toolkit/parity/make_vlm_goldens.py [--breakhis FOLDER]

The processors are pinned to PIL (`Idefics3ImageProcessorPil`, `Qwen2VLImageProcessorPil`): the others replace Lanczos by
bicubic. Images are the worker's golden ones, pictures of many sizes that a formula gives on both sides, and, with
`--breakhis`, real ones, of which only digests are written, by the digest of the image's bytes.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy
import PIL
import transformers
from PIL import Image
from transformers.models.idefics3.image_processing_pil_idefics3 import Idefics3ImageProcessorPil
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

TARGET = Path(__file__).parents[3] / "inference-service/src/test/resources/golden-preprocessing"
SIZES = [
    (700, 460), (460, 700), (1, 1), (2, 3), (13, 13), (64, 64), (27, 29), (301, 302), (512, 512), (513, 511),
    (1024, 768), (2048, 1536), (2500, 1300), (900, 3000), (2100, 2100), (40, 800), (800, 40), (3, 400), (400, 3),
    (5, 1001), (1001, 5), (1400, 7), (1401, 7), (97, 55),
    (126, 182), (36, 52),  # sides of so many and a half squares: half rounds to even, down in each first case
]  # fmt: skip
HALVES = [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]
CLIP = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]


def generated(width, height):
    """Waves of all levels, the same in every language: integers only."""
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.int64)
    planes = [(x * x * (3 + c) + y * y * (7 - c) + x * y * (c + 1) + 40 * c) // 16 % 256 for c in range(3)]
    return Image.fromarray(numpy.stack(planes, -1).astype(numpy.uint8), "RGB")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def digests(tensor, raw):
    """Of the tensor, and of the pixels as red, green, blue: `raw` is a tensor [..., 3, height, width] of levels."""
    pixels = numpy.moveaxis(raw, -3, -1)
    assert (pixels == pixels.astype(numpy.uint8)).all()
    return {
        "pixelsSha256": sha256(numpy.ascontiguousarray(pixels.astype(numpy.uint8)).tobytes()),
        "tensorSha256": sha256(numpy.ascontiguousarray(tensor).astype("<f4").tobytes()),
    }


def idefics3(picture, tile, edge, split):
    options = dict(
        size={"longest_edge": edge}, max_image_size={"longest_edge": tile}, do_image_splitting=split,
        image_mean=HALVES[0], image_std=HALVES[1],
    )  # fmt: skip
    processed = Idefics3ImageProcessorPil(**options)(picture, return_row_col_info=True, return_tensors="np")
    raw = Idefics3ImageProcessorPil(**options, do_rescale=False, do_normalize=False)(picture, return_tensors="np")
    rows, columns = processed["rows"][0][0], processed["cols"][0][0]
    tensor, levels = processed["pixel_values"][0], raw["pixel_values"][0]
    assert tensor.dtype == numpy.float32
    return rows, columns, tensor, levels


def section(resize, resample, width, height, normalisation, layout):
    """A model card's `input`."""
    mean, std = normalisation
    return {"name": "pixels", "colourMode": "rgb", "resize": resize, "filter": resample, "width": width,
            "height": height, "rescale": 1 / 255, "mean": mean, "std": std, "layout": layout}  # fmt: skip


def idefics3_case(picture, tile, edge):
    _, _, tensor, levels = idefics3(picture, tile, edge, False)
    card = section({"mode": "idefics3", "longestEdge": edge}, "lanczos", tile, tile, HALVES, "nchw")
    return {"input": card} | digests(tensor[0], levels[0])


def split_case(picture, tile, edge):
    rows, columns, tensor, levels = idefics3(picture, tile, edge, True)
    if rows * columns == 0:
        return None
    assert len(tensor) == rows * columns + 1
    resize = {"mode": "idefics3-split", "longestEdge": edge, "tileRows": rows, "tileColumns": columns}
    return {"input": section(resize, "lanczos", tile, tile, HALVES, "ntchw")} | digests(tensor, levels)


def stretch_case(picture, side):
    """The processor with `size={'height': …, 'width': …}`: one resize, since the second changes nothing."""
    options = dict(size={"height": side, "width": side}, max_image_size={"longest_edge": side},
                   do_image_splitting=False, image_mean=HALVES[0], image_std=HALVES[1])  # fmt: skip
    tensor = Idefics3ImageProcessorPil(**options)(picture, return_tensors="np")["pixel_values"][0]
    raw = Idefics3ImageProcessorPil(**options, do_rescale=False, do_normalize=False)(picture, return_tensors="np")
    card = section({"mode": "stretch"}, "lanczos", side, side, HALVES, "nchw")
    return {"input": card} | digests(tensor[0], raw["pixel_values"][0][0])


def smart_cases(picture, patch, merge, least, most):
    """Both layouts, or the processor's refusal."""
    resize = {"mode": "smart-resize", "patchSize": patch, "mergeSize": merge, "minPixels": least, "maxPixels": most}
    options = dict(size={"shortest_edge": least, "longest_edge": most}, patch_size=patch, merge_size=merge,
                   image_mean=CLIP[0], image_std=CLIP[1])  # fmt: skip
    try:
        processed = Qwen2VLImageProcessorPil(**options)(picture, return_tensors="np")
    except ValueError as e:
        assert "aspect ratio" in str(e)
        yield {"input": section(resize, "bicubic", patch * merge, patch * merge, CLIP, "nchw"), "refused": True}
        return
    _, rows, columns = processed["image_grid_thw"][0]
    width, height = int(columns) * patch, int(rows) * patch
    raw = Qwen2VLImageProcessorPil(**options, do_rescale=False, do_normalize=False)
    levels = planes(raw(picture, return_tensors="np")["pixel_values"], width, height, patch, merge)
    patches = processed["pixel_values"]
    assert patches.dtype == numpy.float32
    yield {"input": section(resize, "bicubic", width, height, CLIP, "patches")} | digests(patches, levels)
    flat = planes(patches, width, height, patch, merge)
    yield {"input": section(resize, "bicubic", width, height, CLIP, "nchw")} | digests(flat, levels)


def planes(patches, width, height, patch, merge):
    """The inverse of `patchify`: [3, height, width], of the first of both equal frames."""
    split = patches.reshape(height // patch // merge, width // patch // merge, merge, merge, 3, 2, patch, patch)
    assert (split[:, :, :, :, :, 0] == split[:, :, :, :, :, 1]).all()
    return split[:, :, :, :, :, 0].transpose(4, 0, 2, 5, 1, 3, 6).reshape(3, height, width)


def cases(picture, index, real):
    """Sizes are the real ones for some pictures and small ones for the others, which cost less time."""
    tile, edge = (512, 2048) if real else ((32, 128), (48, 101), (20, 50))[index % 3]
    smart = (14, 2, 3136, 1003520) if real else ((14, 2, 3136, 50176), (4, 2, 256, 4096), (7, 3, 1000, 20000))[index % 3]
    found = [stretch_case(picture, tile), idefics3_case(picture, tile, edge), split_case(picture, tile, edge)]
    return [each for each in [*found, *smart_cases(picture, *smart)] if each]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--breakhis", type=Path)
    options = arguments.parse_args()
    known = json.loads((TARGET / "expected.json").read_text())["images"]
    images = []
    for index, image in enumerate(known):
        with Image.open(TARGET / image["file"]) as opened:
            images.append({"file": image["file"], "mediaType": image["mediaType"], "cases": cases(opened, index, index % 16 == 0)})
    for index, (width, height) in enumerate(SIZES):
        images.append({"width": width, "height": height, "cases": cases(generated(width, height), index, index % 4 == 0)})
    write_json("vlm.json", images)
    if options.breakhis:
        write_json("vlm-breakhis.json", breakhis(options.breakhis))


def breakhis(folder):
    images = []
    for index, path in enumerate(sorted(folder.glob("*.png"))):
        with Image.open(path) as opened:
            images.append({"sha256": sha256(path.read_bytes()), "cases": cases(opened, index, index % 12 == 0)})
    return images


def write_json(name, images):
    """Equal inputs stand in the file once."""
    inputs = []
    for case in (case for image in images for case in image["cases"]):
        if case["input"] not in inputs:
            inputs.append(case["input"])
        case["input"] = inputs.index(case["input"])
    made_with = {"Pillow": PIL.__version__, "transformers": transformers.__version__}
    text = json.dumps({"madeWith": made_with, "inputs": inputs, "images": images}, separators=(",", ":"))
    (TARGET / name).write_text(text.replace('{"', '\n{"').lstrip() + "\n")
    print(f"{name}: {len(images)} images, {sum(len(image['cases']) for image in images)} cases, {len(text)} bytes")


if __name__ == "__main__":
    main()
