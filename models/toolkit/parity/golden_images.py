"""The golden images: every colour type, coding and odd size that the worker promises to read as Pillow does."""

import io

import numpy as np
from PIL import Image, ImageCms
from png_writer import write_png

RANDOM = np.random.RandomState(20260101)


def field(width, height, channels=3, levels=256):
    """Something like tissue: smooth waves with a little noise, the full range of levels."""
    y, x = np.mgrid[0:height, 0:width]
    planes = []
    for channel in range(channels):
        a, b, phase = RANDOM.uniform(0.03, 0.35, 2).tolist() + [RANDOM.uniform(0, 6.3)]
        wave = 0.5 + 0.42 * np.sin(a * x + b * y + phase) + RANDOM.normal(0, 0.06, (height, width))
        planes.append(wave)
    return np.clip(np.stack(planes, 2) * levels, 0, levels - 1).astype(np.uint16)


def noise(width, height, channels=3, levels=256):
    return RANDOM.randint(0, levels, (height, width, channels)).astype(np.uint16)


def png_images():
    yield "rgb8.png", write_png(field(61, 47), 8, 2)
    yield "rgb8-1x1.png", write_png(noise(1, 1), 8, 2)
    yield "rgb8-1x37.png", write_png(noise(1, 37), 8, 2)
    yield "rgb8-41x1.png", write_png(noise(41, 1), 8, 2)
    yield "rgb8-33x17-noise.png", write_png(noise(33, 17), 8, 2, split=100)
    yield "rgb8-223x225.png", write_png(field(223, 225), 8, 2, filters=(4,), split=8192)
    yield "rgb8-2x300.png", write_png(noise(2, 300), 8, 2)
    yield "rgb8-300x3.png", write_png(noise(300, 3), 8, 2)
    for kind in range(5):
        yield f"rgb8-filter{kind}.png", write_png(noise(23, 19), 8, 2, filters=(kind,))
    yield "rgb8-extremes.png", write_png(noise(40, 30, 3, 2) * 255, 8, 2)
    yield "rgb8-adam7.png", write_png(field(37, 29), 8, 2, interlaced=True)
    yield "rgb8-adam7-3x2.png", write_png(noise(3, 2), 8, 2, interlaced=True)
    yield "rgb8-transparent-colour.png", write_png(noise(9, 7, 3, 3), 8, 2, before=[(b"tRNS", bytes(6))])
    yield "rgb8-gamma.png", write_png(field(31, 21), 8, 2, before=[(b"gAMA", (30000).to_bytes(4, "big"))])
    yield "rgb8-icc.png", with_pillow(rgb(field(31, 21)), "PNG", icc_profile=profile())
    yield "rgb16.png", write_png(noise(27, 18, 3, 65536), 16, 2)
    yield "rgb16-adam7.png", write_png(noise(19, 11, 3, 65536), 16, 2, interlaced=True)
    yield "rgba8.png", write_png(noise(33, 17, 4), 8, 6)
    yield "rgba8-adam7.png", write_png(noise(17, 33, 4), 8, 6, interlaced=True)
    yield "rgba16.png", write_png(noise(13, 12, 4, 65536), 16, 6)
    yield "grey8.png", write_png(field(45, 38, 1), 8, 0)
    yield "grey8-transparent-level.png", write_png(noise(11, 12, 1, 4), 8, 0, before=[(b"tRNS", bytes(2))])
    for depth in (1, 2, 4):
        yield f"grey{depth}.png", write_png(noise(29, 13, 1, 1 << depth), depth, 0)
        yield f"grey{depth}-adam7.png", write_png(noise(13, 29, 1, 1 << depth), depth, 0, interlaced=True)
    yield "grey-alpha8.png", write_png(noise(22, 23, 2), 8, 4)
    yield "grey-alpha16.png", write_png(noise(14, 9, 2, 65536), 16, 4)
    for depth in (1, 2, 4, 8):
        colours = 1 << depth
        palette = RANDOM.randint(0, 256, (colours, 3))
        yield f"palette{depth}.png", write_png(noise(31, 15, 1, colours), depth, 3, palette=palette)
    palette = RANDOM.randint(0, 256, (100, 3))
    yield "palette8-adam7.png", write_png(noise(15, 31, 1, 100), 8, 3, palette=palette, interlaced=True)
    yield "palette8-transparent.png", palette_with_transparency()


def palette_with_transparency():
    picture = rgb(field(32, 20)).quantize(17)
    return with_pillow(picture, "PNG", transparency=bytes([0, 90, 255, 3]))


def jpeg_images():
    for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
        yield f"jpeg-{name}.jpg", jpeg(field(61, 47), subsampling=subsampling, quality=90)
        yield f"jpeg-{name}-progressive.jpg", jpeg(
            field(47, 61), subsampling=subsampling, quality=75, progressive=True
        )
    yield "jpeg-420-1x1.jpg", jpeg(noise(1, 1), subsampling=2)
    yield "jpeg-420-17x33-noise.jpg", jpeg(noise(17, 33), subsampling=2, quality=100)
    yield "jpeg-422-5x40.jpg", jpeg(noise(5, 40), subsampling=1, quality=95)
    yield "jpeg-420-223x225.jpg", jpeg(field(223, 225), subsampling=2, quality=60)
    yield "jpeg-low-quality.jpg", jpeg(noise(50, 40), subsampling=2, quality=3)
    yield "jpeg-optimised.jpg", jpeg(field(50, 40), subsampling=2, optimize=True)
    yield "jpeg-grey.jpg", with_pillow(Image.fromarray(field(39, 28, 1)[:, :, 0].astype(np.uint8)), "JPEG")
    yield "jpeg-grey-progressive.jpg", with_pillow(
        Image.fromarray(field(28, 39, 1)[:, :, 0].astype(np.uint8)), "JPEG", progressive=True
    )
    yield "jpeg-icc.jpg", jpeg(field(31, 21), icc_profile=profile())
    orientation = Image.Exif()
    orientation[0x0112] = 6
    yield "jpeg-exif-orientation.jpg", jpeg(field(31, 21), exif=orientation.tobytes())
    plain = jpeg(field(24, 24), subsampling=0, quality=95)
    yield "jpeg-adobe-rgb.jpg", with_adobe_marker(plain, 0)
    yield "jpeg-adobe-ycbcr.jpg", with_adobe_marker(plain, 1)
    yield "jpeg-no-marker.jpg", without_jfif(plain)
    yield "jpeg-rgb-component-ids.jpg", with_component_ids(without_jfif(plain), b"RGB")
    yield "jpeg-odd-component-ids.jpg", with_component_ids(without_jfif(plain), b"\x00\x01\x02")


def without_jfif(content):
    assert content[2:4] == b"\xff\xe0"
    return content[:2] + content[4 + int.from_bytes(content[4:6], "big") :]


def with_adobe_marker(content, transform):
    marker = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + bytes([transform])
    return content[:2] + marker + without_jfif(content)[2:]


def with_component_ids(content, ids):
    frame = bytearray(content)
    at = content.index(b"\xff\xc0")
    for i, each in enumerate(ids):
        frame[at + 10 + 3 * i] = each
    at = content.index(b"\xff\xda")
    for i, each in enumerate(ids):
        frame[at + 5 + 2 * i] = each
    return bytes(frame)


def tiff_images():
    for name, compression in (("raw", None), ("lzw", "tiff_lzw"), ("deflate", "tiff_adobe_deflate")):
        yield f"tiff-rgb-{name}.tif", tiff(rgb(field(43, 31)), compression)
        yield f"tiff-grey-{name}.tif", tiff(Image.fromarray(field(31, 43, 1)[:, :, 0].astype(np.uint8)), compression)
    yield "tiff-rgb-lzw-predictor.tif", tiff(rgb(field(43, 31)), "tiff_lzw", tiffinfo={317: 2})
    yield "tiff-rgb-deflate-predictor.tif", tiff(rgb(field(43, 31)), "tiff_adobe_deflate", tiffinfo={317: 2})
    yield "tiff-grey-lzw-noise.tif", tiff(Image.fromarray(noise(120, 90, 1)[:, :, 0].astype(np.uint8)), "tiff_lzw")
    yield "tiff-rgb-lzw-strips.tif", tiff(rgb(field(150, 130)), "tiff_lzw", strip_size=9000)
    yield "tiff-rgba-raw.tif", tiff(Image.fromarray(noise(21, 17, 4).astype(np.uint8), "RGBA"), None)
    yield "tiff-grey-alpha-raw.tif", tiff(Image.fromarray(noise(21, 17, 2).astype(np.uint8), "LA"), None)
    yield "tiff-1x1.tif", tiff(rgb(noise(1, 1)), None)
    for orientation in range(2, 9):
        yield f"tiff-orientation{orientation}.tif", tiff(rgb(noise(7, 5)), None, tiffinfo={0x0112: orientation})
    yield "tiff-big-endian.tif", big_endian_tiff(noise(13, 11))


def big_endian_tiff(samples):
    height, width, _ = samples.shape
    pixels = samples.astype(np.uint8).tobytes()
    entries = [(256, 3, 1, width << 16), (257, 3, 1, height << 16), (258, 3, 3, 8 + 12 * 9 + 6), (259, 3, 1, 1 << 16)]
    entries += [(262, 3, 1, 2 << 16), (273, 4, 1, 8 + 12 * 9 + 12), (277, 3, 1, 3 << 16), (278, 3, 1, height << 16)]
    entries += [(279, 4, 1, len(pixels))]
    out = b"MM\x00\x2a" + (8).to_bytes(4, "big") + len(entries).to_bytes(2, "big")
    for tag, kind, count, value in entries:
        out += tag.to_bytes(2, "big") + kind.to_bytes(2, "big") + count.to_bytes(4, "big") + value.to_bytes(4, "big")
    out += bytes(4) + b"\x00\x08\x00\x08\x00\x08"
    return out + pixels


def refused_images():
    """Whole files whose colours have no defined meaning in RGB of 8 bits, or whose coding is not read."""
    ink = Image.fromarray(noise(16, 12, 4).astype(np.uint8), "CMYK")
    yield "refused-grey16.png", write_png(noise(12, 9, 1, 65536), 16, 0)
    yield "refused-cmyk.jpg", with_pillow(ink, "JPEG")
    yield "refused-cmyk.tif", with_pillow(ink, "TIFF")
    yield "refused-grey16.tif", with_pillow(Image.fromarray(noise(12, 9, 1, 65536)[:, :, 0], "I;16"), "TIFF")
    yield "refused-jpeg-inside.tif", tiff(rgb(field(16, 16)), "jpeg")
    yield "refused-palette.tif", with_pillow(rgb(field(16, 16)).quantize(9), "TIFF")
    plain = jpeg(field(24, 24), subsampling=1)
    at = plain.index(b"\xff\xc0")
    yield "refused-440.jpg", plain[: at + 11] + b"\x12" + plain[at + 12 :]


def rgb(samples):
    return Image.fromarray(samples.astype(np.uint8), "RGB")


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def jpeg(samples, **options):
    return with_pillow(rgb(samples), "JPEG", **options)


def tiff(picture, compression, strip_size=None, **options):
    from PIL import TiffImagePlugin

    usual = TiffImagePlugin.STRIP_SIZE
    TiffImagePlugin.STRIP_SIZE = strip_size or usual
    try:
        return with_pillow(picture, "TIFF", compression=compression, **options)
    finally:
        TiffImagePlugin.STRIP_SIZE = usual


def with_pillow(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
