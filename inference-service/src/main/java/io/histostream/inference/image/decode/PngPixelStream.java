package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The zlib stream in a PNG's pixel chunks, read in place; chunk checksums are the structural check's matter. */
final class PngPixelStream {

    private static final int IDAT = 0x49444154;
    private static final int CHUNK_OVERHEAD = 12;

    private final ByteBuffer file;
    private final Inflater inflater;
    private int position;

    /** The position is that of the first pixel chunk. */
    PngPixelStream(ByteBuffer file, int position, Inflater inflater) {
        this.file = file;
        this.position = position;
        this.inflater = inflater;
    }

    void read(byte[] target, int offset, int length) throws ImageRejectedException {
        int end = offset + length;
        while (offset < end) {
            int inflated = inflate(target, offset, end - offset);
            offset += inflated;
            if (inflated == 0 && (inflater.finished() || !nextChunk())) {
                throw new ImageRejectedException(FailureCode.TRUNCATED, "the PNG's pixels end before the picture does");
            }
        }
    }

    /** Holds that the stream ends here, with its own checksum, and that nothing follows it. */
    void finish() throws ImageRejectedException {
        byte[] surplus = new byte[1];
        while (!inflater.finished()) {
            if (inflate(surplus, 0, 1) > 0) {
                throw new ImageRejectedException(FailureCode.CORRUPT, "the PNG has more pixels than its size");
            }
            if (!inflater.finished() && !nextChunk()) {
                throw new ImageRejectedException(FailureCode.TRUNCATED, "the PNG's pixel stream has no end");
            }
        }
        if (inflater.getRemaining() > 0 || nextChunk()) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "bytes follow the PNG's pixel stream");
        }
    }

    private int inflate(byte[] target, int offset, int length) throws ImageRejectedException {
        try {
            int inflated = inflater.inflate(target, offset, length);
            if (inflater.needsDictionary()) {
                throw new ImageRejectedException(FailureCode.CORRUPT, "the PNG's pixel stream wants a dictionary");
            }
            return inflated;
        } catch (DataFormatException e) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "the PNG's pixel stream is damaged", e);
        }
    }

    /** False where no pixel chunk with content is left. */
    private boolean nextChunk() {
        int length = 0;
        while (length == 0) {
            if (file.getInt(position + 4) != IDAT) {
                return false;
            }
            length = file.getInt(position);
            inflater.setInput(file.array(), position + 8, length);
            position += CHUNK_OVERHEAD + length;
        }
        return true;
    }
}
