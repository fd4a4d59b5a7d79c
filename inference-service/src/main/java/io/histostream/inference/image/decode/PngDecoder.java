package io.histostream.inference.image.decode;

import io.histostream.inference.image.ImageRejectedException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decodes every form of PNG but 16-bit grey. It is faster than ImageIO (no objects per row, rows go on while they are
 * in the cache) and stricter (a pixel stream that is too short, too long or has a wrong checksum is refused).
 */
final class PngDecoder {

    private static final int PLTE = 0x504C5445;
    private static final int IDAT = 0x49444154;
    private static final int CHUNK_OVERHEAD = 12;
    private static final int BLOCK_LENGTH = 1 << 17;

    private static final int[] PASS_LEFT = {0, 4, 0, 2, 0, 1, 0};
    private static final int[] PASS_TOP = {0, 0, 4, 0, 2, 0, 1};
    private static final int[] PASS_RIGHTWARD = {8, 8, 4, 4, 2, 2, 1};
    private static final int[] PASS_DOWNWARD = {8, 8, 8, 4, 4, 2, 2};

    private final DecoderScratch scratch;
    private final PngHeader header;
    private final PixelColours colours;
    private final PngPixelStream stream;

    PngDecoder(byte[] bytes, DecoderScratch scratch) throws ImageRejectedException {
        this.scratch = scratch;
        this.header = PngHeader.of(bytes);
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int[] palette = {};
        int position = PngHeader.LENGTH;
        while (file.getInt(position + 4) != IDAT) {
            if (file.getInt(position + 4) == PLTE) {
                palette = palette(file, position);
            }
            position += CHUNK_OVERHEAD + file.getInt(position);
        }
        this.colours = PixelColours.of(header, palette);
        this.stream = new PngPixelStream(file, position, scratch.inflater());
    }

    private static int[] palette(ByteBuffer file, int chunk) {
        int[] palette = new int[file.getInt(chunk) / 3];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = file.getInt(chunk + 7 + 3 * i) & 0xFFFFFF;
        }
        return palette;
    }

    void decode(RowSink sink) throws ImageRejectedException {
        sink.begin(header.width(), header.height());
        if (header.interlaced()) {
            decodeInterlaced(sink);
        } else if (header.colourType() == 2 && header.bitDepth() == 8) {
            readRows(header.width(), header.height(), (bytes, offset, row) -> sink.row(bytes, offset));
        } else {
            byte[] rgb = scratch.row(3 * header.width());
            readRows(header.width(), header.height(), (bytes, offset, row) -> {
                colours.toRgb(bytes, offset, rgb, 0, header.width());
                sink.row(rgb, 0);
            });
        }
        stream.finish();
    }

    private void decodeInterlaced(RowSink sink) throws ImageRejectedException {
        int stride = 3 * header.width();
        byte[] picture = new byte[Math.multiplyExact(stride, header.height())];
        byte[] rgb = scratch.row(stride);
        for (int pass = 0; pass < PASS_LEFT.length; pass++) {
            int left = PASS_LEFT[pass];
            int top = PASS_TOP[pass];
            int rightward = PASS_RIGHTWARD[pass];
            int downward = PASS_DOWNWARD[pass];
            int width = (header.width() - left + rightward - 1) / rightward;
            int height = (header.height() - top + downward - 1) / downward;
            if (width > 0 && height > 0) {
                readRows(width, height, (bytes, offset, row) -> {
                    colours.toRgb(bytes, offset, rgb, 0, width);
                    scatter(rgb, width, picture, (top + row * downward) * stride + 3 * left, 3 * rightward);
                });
            }
        }
        for (int y = 0; y < header.height(); y++) {
            sink.row(picture, y * stride);
        }
    }

    private static void scatter(byte[] rgb, int pixels, byte[] picture, int to, int stride) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(rgb, 3 * pixel, picture, to + pixel * stride, 3);
        }
    }

    private interface RowReader {
        void row(byte[] bytes, int offset, int row) throws ImageRejectedException;
    }

    /** Inflates a block of rows at a time; the block begins with the row above it. */
    private void readRows(int width, int height, RowReader reader) throws ImageRejectedException {
        int length = header.rowLength(width);
        int stride = length + 1;
        int blockRows = Math.min(height, Math.max(1, BLOCK_LENGTH / stride));
        byte[] block = scratch.block((blockRows + 1) * stride);
        Arrays.fill(block, 0, stride, (byte) 0);
        for (int done = 0; done < height; ) {
            int rows = Math.min(blockRows, height - done);
            stream.read(block, stride, rows * stride);
            for (int row = 1; row <= rows; row++, done++) {
                int at = row * stride;
                PngFilter.undo(block[at], block, at + 1, at - stride + 1, length, header.filterDistance());
                reader.row(block, at + 1, done);
            }
            System.arraycopy(block, rows * stride, block, 0, stride);
        }
    }
}
