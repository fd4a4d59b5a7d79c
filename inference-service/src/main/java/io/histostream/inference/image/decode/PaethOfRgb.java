package io.histostream.inference.image.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes Paeth's filter where pixels have three bytes, the case of nearly every photograph: the three channels are
 * reckoned together in the 16-bit lanes of one long, without a branch, since a branch would be guessed wrongly every
 * other time.
 */
final class PaethOfRgb {

    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long TOP_OF_LANES = 0x8000_8000_8000L;
    private static final long BYTE_OF_LANES = 0x00FF_00FF_00FFL;

    private PaethOfRgb() {}

    /** The length is a multiple of three; {@code above} is where the row above begins, already undone. */
    static void undo(byte[] bytes, int row, int above, int length) {
        int last = length - 3;
        long corner = lanes(threeBytes(bytes, above));
        long left = lanes(threeBytes(bytes, row)) + corner & BYTE_OF_LANES;
        store(bytes, row, left);
        for (int i = 3; i < last; i += 3) {
            long up = lanes((int) FOUR_BYTES.get(bytes, above + i));
            left = lanes((int) FOUR_BYTES.get(bytes, row + i)) + predict(left, up, corner) & BYTE_OF_LANES;
            store(bytes, row + i, left);
            corner = up;
        }
        if (last > 0) {
            long up = lanes(threeBytes(bytes, above + last));
            store(bytes, row + last, lanes(threeBytes(bytes, row + last)) + predict(left, up, corner));
        }
    }

    /**
     * With three times the corner on one side and left + up on the other: the smaller of left and up is nearest where
     * the corner is far above them, the greater where it is far below, the corner itself in between. Ties come out as
     * the specification orders them.
     */
    private static long predict(long left, long up, long corner) {
        long difference = left ^ up;
        long leftIsGreater = difference & atLeast(left, up);
        long smaller = left ^ leftIsGreater;
        long greater = up ^ leftIsGreater;
        long sum = left + up;
        long threeCorners = 3 * corner;
        long nearest = corner ^ (corner ^ smaller) & atLeast(threeCorners, greater + sum);
        return nearest ^ (nearest ^ greater) & atLeast(smaller + sum, threeCorners);
    }

    /** 15 ones in every lane whose first number is at least its second; both are below 2¹⁵. */
    private static long atLeast(long first, long second) {
        long lanes = (first | TOP_OF_LANES) - second & TOP_OF_LANES;
        return lanes - (lanes >>> 15);
    }

    private static long lanes(int bytes) {
        return bytes & 0xFFL | (bytes & 0xFF00L) << 8 | (bytes & 0xFF0000L) << 16;
    }

    private static int threeBytes(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
    }

    private static void store(byte[] bytes, int at, long lanes) {
        bytes[at] = (byte) lanes;
        bytes[at + 1] = (byte) (lanes >>> 16);
        bytes[at + 2] = (byte) (lanes >>> 32);
    }
}
