package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;
import java.nio.ByteBuffer;

/**
 * Which coefficients a JPEG's scans have brought in full. Where a progressive file ends early but in order, decoders
 * give a blurred picture without a warning, and not all the same one.
 */
final class JpegScans {

    /** Real encoders write about ten; each costs a pass over the whole picture, however few bytes it has. */
    private static final int MOST_SCANS = 100;

    private static final int COEFFICIENTS = 64;

    private final ByteBuffer file;
    private final boolean progressive;
    private final int[] components;
    private final long[] complete;
    private int scans;

    /** The frame's content begins behind its length. */
    JpegScans(ByteBuffer file, int frameAt, boolean progressive) {
        this.file = file;
        this.progressive = progressive;
        this.components = new int[file.get(frameAt + 5) & 0xFF];
        this.complete = new long[components.length];
        for (int i = 0; i < components.length; i++) {
            components[i] = file.get(frameAt + 6 + 3 * i);
        }
    }

    /** The scan header's content begins behind its length. */
    void add(int scanAt) throws ImageRejectedException {
        if (++scans > MOST_SCANS) {
            throw new ImageRejectedException(FailureCode.TOO_LARGE, "the JPEG has more than " + MOST_SCANS + " scans");
        }
        int inScan = file.get(scanAt);
        int first = file.get(scanAt + 1 + 2 * inScan);
        int last = file.get(scanAt + 2 + 2 * inScan);
        boolean lowestBit = (file.get(scanAt + 3 + 2 * inScan) & 0x0F) == 0;
        if (progressive && (first < 0 || last < first || last >= COEFFICIENTS)) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "a scan of the JPEG has impossible coefficients");
        }
        long brought = progressive ? -1L >>> COEFFICIENTS - 1 - (last - first) << first : -1L;
        for (int i = 0; i < inScan && (lowestBit || !progressive); i++) {
            markComplete(file.get(scanAt + 1 + 2 * i), brought);
        }
    }

    private void markComplete(int component, long brought) {
        for (int i = 0; i < components.length; i++) {
            if (components[i] == component) {
                complete[i] |= brought;
            }
        }
    }

    void requireComplete() throws ImageRejectedException {
        for (long coefficients : complete) {
            if (coefficients != -1L) {
                throw new ImageRejectedException(
                        FailureCode.TRUNCATED, "the JPEG's scans end before the picture is complete");
            }
        }
    }
}
