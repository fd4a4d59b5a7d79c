package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;

/**
 * Turns unfiltered PNG samples into RGB with Pillow's meaning: alpha and transparency are dropped, grey is repeated,
 * fewer bits than eight are stretched to 255, of sixteen bits the upper eight count.
 */
interface PixelColours {

    /** The pixels of one row, or of one row of an Adam7 pass, as three bytes each. */
    void toRgb(byte[] samples, int from, byte[] rgb, int to, int pixels) throws ImageRejectedException;

    /** Sixteen-bit grey is refused: Pillow clips it at 255, which turns nearly every picture white. */
    static PixelColours of(PngHeader header, int[] palette) throws ImageRejectedException {
        int bytes = header.bitDepth() / 8;
        return switch (header.colourType()) {
            case 0 -> grey(header.bitDepth());
            case 2 -> new Direct(3 * bytes, bytes);
            case 3 -> new Indexed(header.bitDepth(), palette);
            case 4 -> new Direct(2 * bytes, 0);
            case 6 -> new Direct(4 * bytes, bytes);
            default -> throw new ImageRejectedException(FailureCode.CORRUPT, "the PNG's colour type is unknown");
        };
    }

    private static PixelColours grey(int bitDepth) throws ImageRejectedException {
        if (bitDepth == 16) {
            throw new ImageRejectedException(
                    FailureCode.UNSUPPORTED_COLOUR, "grey of 16 bits has no defined meaning in RGB of 8 bits");
        }
        if (bitDepth == 8) {
            return new Direct(1, 0);
        }
        int levels = 1 << bitDepth;
        int[] colours = new int[levels];
        for (int level = 0; level < levels; level++) {
            colours[level] = level * (255 / (levels - 1)) * 0x010101;
        }
        return new Indexed(bitDepth, colours);
    }

    /** Whole bytes: a pixel every {@code pixelStride} bytes, green and blue {@code channelStride} behind the last. */
    record Direct(int pixelStride, int channelStride) implements PixelColours {
        @Override
        public void toRgb(byte[] samples, int from, byte[] rgb, int to, int pixels) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                rgb[to] = samples[from];
                rgb[to + 1] = samples[from + channelStride];
                rgb[to + 2] = samples[from + 2 * channelStride];
                from += pixelStride;
                to += 3;
            }
        }
    }

    /** One, two, four or eight bits that number a colour. */
    record Indexed(int bitDepth, int[] colours) implements PixelColours {
        @Override
        public void toRgb(byte[] samples, int from, byte[] rgb, int to, int pixels) throws ImageRejectedException {
            int mask = (1 << bitDepth) - 1;
            for (int pixel = 0; pixel < pixels; pixel++) {
                int bit = pixel * bitDepth;
                int index = samples[from + (bit >> 3)] >> 8 - bitDepth - (bit & 7) & mask;
                if (index >= colours.length) {
                    throw new ImageRejectedException(FailureCode.CORRUPT, "a pixel of the PNG is not in its palette");
                }
                int colour = colours[index];
                rgb[to] = (byte) (colour >> 16);
                rgb[to + 1] = (byte) (colour >> 8);
                rgb[to + 2] = (byte) colour;
                to += 3;
            }
        }
    }
}
