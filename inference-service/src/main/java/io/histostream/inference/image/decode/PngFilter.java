package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;

/** Undoes the five row filters of PNG in place (PNG specification, chapter 9). */
final class PngFilter {

    private PngFilter() {}

    /**
     * @param row where the row begins
     * @param above where the row above begins, already undone; a row of zeros above the first
     * @param distance bytes to the pixel on the left
     */
    static void undo(int filter, byte[] bytes, int row, int above, int length, int distance)
            throws ImageRejectedException {
        switch (filter) {
            case 0 -> {}
            case 1 -> sub(bytes, row, length, distance);
            case 2 -> up(bytes, row, above, length);
            case 3 -> average(bytes, row, above, length, distance);
            case 4 -> paeth(bytes, row, above, length, distance);
            default -> throw new ImageRejectedException(FailureCode.CORRUPT, "a row of the PNG has an unknown filter");
        }
    }

    private static void sub(byte[] bytes, int row, int length, int distance) {
        int end = row + length;
        for (int i = row + distance; i < end; i++) {
            bytes[i] += bytes[i - distance];
        }
    }

    private static void up(byte[] bytes, int row, int above, int length) {
        for (int i = 0; i < length; i++) {
            bytes[row + i] += bytes[above + i];
        }
    }

    private static void average(byte[] bytes, int row, int above, int length, int distance) {
        for (int i = 0; i < distance; i++) {
            bytes[row + i] += (byte) ((bytes[above + i] & 0xFF) >> 1);
        }
        for (int i = distance; i < length; i++) {
            bytes[row + i] += (byte) ((bytes[row + i - distance] & 0xFF) + (bytes[above + i] & 0xFF) >> 1);
        }
    }

    private static void paeth(byte[] bytes, int row, int above, int length, int distance) {
        for (int i = 0; i < distance; i++) {
            bytes[row + i] += bytes[above + i];
        }
        if (distance == 3) {
            paethOfThree(bytes, row, above, length);
            return;
        }
        for (int i = distance; i < length; i++) {
            bytes[row + i] += (byte) predict(
                    bytes[row + i - distance] & 0xFF, bytes[above + i] & 0xFF, bytes[above + i - distance] & 0xFF);
        }
    }

    /** The common case with the three channels' neighbours in registers: their chains run side by side. */
    private static void paethOfThree(byte[] bytes, int row, int above, int length) {
        int red = bytes[row] & 0xFF;
        int green = bytes[row + 1] & 0xFF;
        int blue = bytes[row + 2] & 0xFF;
        int redCorner = bytes[above] & 0xFF;
        int greenCorner = bytes[above + 1] & 0xFF;
        int blueCorner = bytes[above + 2] & 0xFF;
        for (int i = 3; i < length; i += 3) {
            int redAbove = bytes[above + i] & 0xFF;
            int greenAbove = bytes[above + i + 1] & 0xFF;
            int blueAbove = bytes[above + i + 2] & 0xFF;
            red = bytes[row + i] + predict(red, redAbove, redCorner) & 0xFF;
            green = bytes[row + i + 1] + predict(green, greenAbove, greenCorner) & 0xFF;
            blue = bytes[row + i + 2] + predict(blue, blueAbove, blueCorner) & 0xFF;
            bytes[row + i] = (byte) red;
            bytes[row + i + 1] = (byte) green;
            bytes[row + i + 2] = (byte) blue;
            redCorner = redAbove;
            greenCorner = greenAbove;
            blueCorner = blueAbove;
        }
    }

    /**
     * Paeth's predictor without a branch, which would be guessed wrongly every other time: the nearest of the three to
     * left + above - corner follows from where three times the corner lies between the smaller and the greater.
     */
    private static int predict(int left, int above, int corner) {
        int difference = left - above;
        int smaller = above + (difference & difference >> 31);
        int sum = left + above;
        int greater = sum - smaller;
        int threshold = 3 * corner - sum;
        int lower = smaller ^ (smaller ^ corner) & threshold - greater >> 31;
        return greater ^ (greater ^ lower) & smaller - threshold >> 31;
    }
}
