"""
Makes the golden files of the worker's preprocessing with Pillow and torchvision.

    python3 models/toolkit/parity/make_goldens.py [--breakhis FOLDER]

The images and `expected.json` go to the worker's test resources. With `--breakhis` the tensors of the real images in
that folder are digested too; only digests are written, by the digest of the image's bytes. Everything is seeded, but
another version of Pillow may compress images otherwise, so the versions stand in `expected.json`.
"""

import argparse
import hashlib
import io
import json
from pathlib import Path

import PIL
import torch
import torchvision
from golden_images import jpeg_images, png_images, refused_images, tiff_images
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode

TARGET = Path(__file__).parents[3] / "inference-service/src/test/resources/golden-preprocessing"
MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".tif": "image/tiff"}
FILTERS = {
    "bilinear": InterpolationMode.BILINEAR,
    "bicubic": InterpolationMode.BICUBIC,
    "lanczos": InterpolationMode.LANCZOS,
}
IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
HALVES = ([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])
STRETCH = {"mode": "stretch"}


def crop(edge):
    return {"mode": "shortest-edge-centre-crop", "shortestEdge": edge}


# (resize, width, height, normalisation): down, up, the same size, odd differences, padding in one axis and in both
SHAPES = [
    (STRETCH, 32, 32, IMAGENET),
    (STRETCH, 17, 71, HALVES),
    (STRETCH, 61, 47, IMAGENET),
    (crop(24), 16, 19, IMAGENET),
    (crop(9), 9, 9, HALVES),
    (crop(20), 33, 14, IMAGENET),
    (crop(12), 25, 30, HALVES),
]


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def preprocess(picture, resize, kind, width, height, mean, std):
    """The resized RGB bytes and the tensor's bytes: float32, little-endian, channel by channel."""
    interpolation = FILTERS[kind]
    if resize["mode"] == "stretch":
        resized = transforms.Resize((height, width), interpolation)(picture)
    else:
        resized = transforms.Resize(resize["shortestEdge"], interpolation)(picture)
        resized = transforms.CenterCrop((height, width))(resized)
    tensor = transforms.Normalize(mean, std)(transforms.ToTensor()(resized))
    assert tensor.dtype == torch.float32 and tensor.shape == (3, height, width)
    return resized.tobytes(), tensor.contiguous().numpy().astype("<f4").tobytes()


def golden(index, name, content):
    with Image.open(io.BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    cases = []
    for offset, kind in enumerate(FILTERS):
        for resize, width, height, (mean, std) in (SHAPES[(index + offset * 3 + i) % len(SHAPES)] for i in (0, 2)):
            resized, tensor = preprocess(picture, resize, kind, width, height, mean, std)
            cases.append(
                {
                    "resize": resize,
                    "filter": kind,
                    "width": width,
                    "height": height,
                    "mean": mean,
                    "std": std,
                    "resizedSha256": sha256(resized),
                    "tensorSha256": sha256(tensor),
                }
            )
    return {
        "file": name,
        "mediaType": MEDIA_TYPES[Path(name).suffix],
        "width": picture.width,
        "height": picture.height,
        "decodedSha256": sha256(picture.tobytes()),
        "cases": cases,
    }


def write(name, content):
    (TARGET / name).write_bytes(content)


def write_json(name, content):
    write(name, (json.dumps(content, indent=1) + "\n").encode())


def breakhis(folder):
    tensors = {}
    for file in sorted(folder.glob("*.png")):
        content = file.read_bytes()
        with Image.open(io.BytesIO(content)) as opened:
            picture = opened.convert("RGB")
        tensors[sha256(content)] = {
            kind: sha256(preprocess(picture, STRETCH, kind, 224, 224, *IMAGENET)[1]) for kind in FILTERS
        }
    return {
        "width": 224,
        "height": 224,
        "mean": IMAGENET[0],
        "std": IMAGENET[1],
        "tensorSha256ByImageSha256": dict(sorted(tensors.items())),
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--breakhis", type=Path)
    options = arguments.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.iterdir():
        if old.suffix in MEDIA_TYPES:
            old.unlink()
    images = [*png_images(), *jpeg_images(), *tiff_images()]
    refused = [*refused_images()]
    for name, content in images + refused:
        write(name, content)
    made_with = {"Pillow": PIL.__version__, "torchvision": torchvision.__version__, "torch": torch.__version__}
    goldens = [golden(index, name, content) for index, (name, content) in enumerate(images)]
    refusals = [{"file": name, "mediaType": MEDIA_TYPES[Path(name).suffix]} for name, _ in refused]
    write_json("expected.json", {"madeWith": made_with, "images": goldens, "refused": refusals})
    if options.breakhis:
        write_json("breakhis.json", breakhis(options.breakhis))
    print(f"{len(goldens)} images, {len(refusals)} refused")


if __name__ == "__main__":
    main()
