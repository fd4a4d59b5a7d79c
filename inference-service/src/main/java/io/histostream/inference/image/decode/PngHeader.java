package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;
import java.nio.ByteBuffer;

/** A PNG's first chunk: size, bit depth, colour type and whether the rows come in Adam7's seven passes. */
record PngHeader(int width, int height, int bitDepth, int colourType, boolean interlaced) {

    static final int LENGTH = 33;

    private static final int SIZE_AT = 16;

    static PngHeader of(byte[] file) throws ImageRejectedException {
        if (file.length < LENGTH) {
            throw new ImageRejectedException(FailureCode.TRUNCATED, "the PNG ends in its header");
        }
        ByteBuffer header = ByteBuffer.wrap(file, SIZE_AT, LENGTH - SIZE_AT);
        int width = header.getInt();
        int height = header.getInt();
        ImageDecoder.checkSides(width, height);
        int bitDepth = header.get();
        int colourType = header.get();
        return new PngHeader(width, height, bitDepth, colourType, header.get(header.position() + 2) != 0);
    }

    int bitsPerPixel() {
        int samples =
                switch (colourType) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        return samples * bitDepth;
    }

    /** The distance, in bytes, to the pixel on the left as the filters count it. */
    int filterDistance() {
        return Math.max(1, bitsPerPixel() / 8);
    }

    int rowLength(int pixels) {
        return (pixels * bitsPerPixel() + 7) / 8;
    }
}
