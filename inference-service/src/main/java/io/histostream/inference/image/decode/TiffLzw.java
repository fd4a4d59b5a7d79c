package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;

/** Unpacks LZW as TIFF uses it (TIFF 6.0, section 13): codes of 9 to 12 bits, most significant bit first. */
final class TiffLzw {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int MOST = 4096;

    private final byte[] file;
    private final int end;
    private final int[] textStart = new int[MOST];
    private final int[] textLength = new int[MOST];
    private int position;
    private int bits;
    private int bitCount;

    private TiffLzw(byte[] file, int from, int length) {
        this.file = file;
        this.position = from;
        this.end = from + length;
    }

    /** Fills the target up to {@code length}; what the strip holds beyond is not looked at. */
    static void unpack(byte[] file, int from, int packed, byte[] target, int length) throws ImageRejectedException {
        new TiffLzw(file, from, packed).unpack(target, length);
    }

    /** A code's text is a stretch of the target: the text before it and the first byte of the one that followed. */
    private void unpack(byte[] target, int length) throws ImageRejectedException {
        int free = FIRST_FREE;
        int width = 9;
        int previousLength = 0;
        int written = 0;
        while (written < length) {
            int code = next(width);
            if (code == CLEAR) {
                free = FIRST_FREE;
                width = 9;
                previousLength = 0;
                continue;
            }
            if (code == END) {
                throw new ImageRejectedException(FailureCode.TRUNCATED, "a strip of the TIFF ends before its rows do");
            }
            if (previousLength > 0 && free < MOST) {
                textStart[free] = written - previousLength;
                textLength[free] = previousLength + 1;
                free++;
            }
            if (code >= free || code > 255 && previousLength == 0) {
                throw new ImageRejectedException(FailureCode.CORRUPT, "a strip of the TIFF has an unknown code");
            }
            previousLength = write(code, target, written, length);
            written += previousLength;
            if (free + 1 >= 1 << width && width < 12) {
                width++;
            }
        }
    }

    private int write(int code, byte[] target, int at, int limit) {
        if (code < CLEAR) {
            target[at] = (byte) code;
            return 1;
        }
        int length = Math.min(textLength[code], limit - at);
        for (int i = 0; i < length; i++) {
            target[at + i] = target[textStart[code] + i];
        }
        return length;
    }

    private int next(int width) throws ImageRejectedException {
        while (bitCount < width) {
            if (position == end) {
                throw new ImageRejectedException(FailureCode.TRUNCATED, "a strip of the TIFF ends before its rows do");
            }
            bits = bits << 8 | file[position++] & 0xFF;
            bitCount += 8;
        }
        bitCount -= width;
        return bits >> bitCount & (1 << width) - 1;
    }
}
