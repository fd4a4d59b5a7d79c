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
        if (distance == 3) {
            PaethOfRgb.undo(bytes, row, above, length);
            return;
        }
        for (int i = 0; i < distance; i++) {
            bytes[row + i] += bytes[above + i];
        }
        for (int i = distance; i < length; i++) {
            bytes[row + i] += (byte) predict(
                    bytes[row + i - distance] & 0xFF, bytes[above + i] & 0xFF, bytes[above + i - distance] & 0xFF);
        }
    }

    private static int predict(int left, int above, int corner) {
        int distanceLeft = Math.abs(above - corner);
        int distanceAbove = Math.abs(left - corner);
        int distanceCorner = Math.abs(left + above - 2 * corner);
        if (distanceLeft <= distanceAbove && distanceLeft <= distanceCorner) {
            return left;
        }
        return distanceAbove <= distanceCorner ? above : corner;
    }
}
