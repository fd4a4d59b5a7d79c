package io.histostream.inference.image.decode;

import java.util.zip.Inflater;

/** Memory that one decode after the other uses again; it belongs to one thread at a time. */
public final class DecoderScratch {

    /** What is longer, such as a TIFF in a single strip, is left to the garbage collector. */
    private static final int LONGEST_KEPT = 1 << 22;

    private final Inflater inflater = new Inflater();
    private byte[] block = new byte[0];
    private byte[] row = new byte[0];

    Inflater inflater() {
        inflater.reset();
        return inflater;
    }

    byte[] block(int length) {
        if (length > LONGEST_KEPT) {
            return new byte[length];
        }
        if (block.length < length) {
            block = new byte[length];
        }
        return block;
    }

    byte[] row(int length) {
        if (row.length < length) {
            row = new byte[length];
        }
        return row;
    }
}
