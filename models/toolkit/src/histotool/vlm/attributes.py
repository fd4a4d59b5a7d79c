"""What a demonstration base model is taught to see: properties that are measured in the image itself, never its label."""

from dataclasses import dataclass

import numpy
import PIL.Image
import PIL.ImageFilter

GRADES = ("low", "medium", "high")
MAGNIFICATIONS = (40, 100, 200, 400)


@dataclass(frozen=True)
class Attribute:
    """A question with its possible answers."""

    name: str
    question: str
    answers: tuple[str, ...]


ATTRIBUTES = (
    Attribute("magnification", "At which magnification was this image taken?", tuple(f"{m}x" for m in MAGNIFICATIONS)),
    Attribute("coverage", "How much of this image is nuclei?", GRADES),
    Attribute("size", "How large are the nuclei in this image?", GRADES),
    Attribute("large", "How many nuclei in this image are very large?", GRADES),
    Attribute("outline", "How irregular are the nuclei in this image?", GRADES),
    Attribute("darkness", "How dark are the nuclei in this image?", GRADES),
    Attribute("variety", "How unequal are the nuclei in this image?", GRADES),
    Attribute("crowding", "How crowded are the nuclei in this image?", GRADES),
    Attribute("stroma", "How pink is this image?", GRADES),
)


def measure(pixels: numpy.ndarray) -> numpy.ndarray:
    """One number for each graded attribute (all but the magnification) of uint8 [height, width, 3].

    Nuclei are where the dye that takes away red is dense: darker than the image's own average by one deviation.
    Sizes are shares of the nuclei that outlast an erosion; crowding is the spread of their share over an 8 × 8 grid.
    """
    density = -numpy.log(numpy.maximum(pixels.astype(numpy.float32), 1) / 255)
    blue, red = density[..., 0], density[..., 1]
    nuclei = blue > blue.mean() + blue.std()
    mask = PIL.Image.fromarray((nuclei * 255).astype(numpy.uint8))
    share = max(nuclei.mean(), 1e-4)
    eroded = [numpy.asarray(mask.filter(PIL.ImageFilter.MinFilter(size))).mean() / 255 for size in (3, 5, 9)]
    grown = numpy.asarray(mask.filter(PIL.ImageFilter.MaxFilter(3))).mean() / 255
    edges = numpy.abs(numpy.diff(nuclei.astype(numpy.int8), axis=0)).mean()
    rows, columns = nuclei.shape[0] // 8 * 8, nuclei.shape[1] // 8 * 8
    cells = nuclei[:rows, :columns].reshape(8, rows // 8, 8, columns // 8).mean((1, 3))
    inside = blue[nuclei] if nuclei.any() else blue.ravel()
    return numpy.array([
        share, eroded[1] / share, eroded[2] / share, (grown - share) / max(edges, 1e-4), inside.mean(),
        inside.std() / max(inside.mean(), 1e-4), cells.std() / share, red.mean(),
    ])


def grade(measures: numpy.ndarray, reference: numpy.ndarray) -> numpy.ndarray:
    """int64 [N, graded]: 0, 1 or 2 for the lower, middle and upper third of the `reference` images' measures."""
    edges = numpy.quantile(reference, [1 / 3, 2 / 3], axis=0)
    return (measures[:, None] > edges[None]).sum(1)


def targets(images, pixels: numpy.ndarray, reference: dict[int, numpy.ndarray]) -> numpy.ndarray:
    """int64 [N, attributes]; `reference` has the measures of the training images by magnification."""
    measures = numpy.stack([measure(image) for image in pixels])
    result = numpy.zeros((len(images), len(ATTRIBUTES)), dtype=numpy.int64)
    scales = numpy.array([image.magnification for image in images])
    for scale in numpy.unique(scales):
        chosen = scales == scale
        if scale not in MAGNIFICATIONS or scale not in reference:
            raise ValueError(f"no training image at {scale}x, or no answer for it")
        result[chosen, 0] = MAGNIFICATIONS.index(scale)
        result[chosen, 1:] = grade(measures[chosen], reference[scale])
    return result
