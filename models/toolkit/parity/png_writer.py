"""Writes PNG files in every form of the specification, which Pillow cannot: all depths, filters and Adam7."""

import struct
import zlib

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, content=b""):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def write_png(samples, depth, colour, *, palette=None, before=(), interlaced=False, filters=(0, 1, 2, 3, 4), split=0):
    """The samples are an array [height, width, channels]; `filters` are taken in turn, row by row."""
    height, width, channels = samples.shape
    assert channels == CHANNELS[colour]
    raw = b"".join(rows(part, depth, filters) for part in passes(samples, interlaced))
    stream = zlib.compress(raw, 9)
    pieces = [stream[i : i + split] for i in range(0, len(stream), split)] if split else [stream]
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    chunks = [chunk(b"IHDR", header), *(chunk(*each) for each in before)]
    if palette is not None:
        chunks.append(chunk(b"PLTE", palette.astype(np.uint8).tobytes()))
    chunks += [chunk(b"IDAT", piece) for piece in pieces]
    return SIGNATURE + b"".join(chunks) + chunk(b"IEND")


def passes(samples, interlaced):
    if not interlaced:
        return [samples]
    parts = [samples[top::down, left::right] for left, top, right, down in PASSES]
    return [part for part in parts if part.size]


def rows(samples, depth, filters):
    distance = max(1, samples.shape[2] * depth // 8)
    above = None
    out = bytearray()
    for y, row in enumerate(packed(samples, depth)):
        above = np.zeros_like(row) if above is None else above
        kind = filters[y % len(filters)]
        out.append(kind)
        out += filtered(kind, row, above, distance).tobytes()
        above = row
    return bytes(out)


def packed(samples, depth):
    height = samples.shape[0]
    flat = samples.reshape(height, -1)
    if depth == 16:
        return flat.astype(">u2").view(np.uint8).reshape(height, -1)
    if depth == 8:
        return flat.astype(np.uint8)
    bits = (flat[:, :, None] >> np.arange(depth - 1, -1, -1)) & 1
    return np.packbits(bits.reshape(height, -1).astype(np.uint8), axis=1)


def filtered(kind, row, above, distance):
    now, up = row.astype(int), above.astype(int)
    left = np.concatenate([np.zeros(distance, int), now])[: len(now)]
    corner = np.concatenate([np.zeros(distance, int), up])[: len(now)]
    guess = [np.zeros_like(now), left, up, (left + up) // 2, paeth(left, up, corner)][kind]
    return (now - guess).astype(np.uint8)


def paeth(left, up, corner):
    from_left, from_up, from_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    return np.where(
        (from_left <= from_up) & (from_left <= from_corner), left, np.where(from_up <= from_corner, up, corner)
    )
