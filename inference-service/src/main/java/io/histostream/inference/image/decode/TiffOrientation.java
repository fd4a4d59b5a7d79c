package io.histostream.inference.image.decode;

import io.histostream.inference.image.ImageRejectedException;

/** The eight ways in which a TIFF's rows and columns may run, turned upright like Pillow's {@code transpose}. */
enum TiffOrientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    TURNED_LEFT(true, false, true);

    /** Decodes all rows of the stored picture into a sink that wants no {@code begin}. */
    interface StoredRows {
        void decode(RowSink sink) throws ImageRejectedException;
    }

    private final boolean swapsSides;
    private final boolean fromRight;
    private final boolean fromBottom;

    TiffOrientation(boolean swapsSides, boolean fromRight, boolean fromBottom) {
        this.swapsSides = swapsSides;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** Numbers outside 1 to 8 mean nothing and are ignored. */
    static TiffOrientation of(int number) {
        return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
    }

    /** Holds the whole picture in memory: rows come in one order and leave in another. */
    void decode(int storedWidth, int storedHeight, StoredRows rows, RowSink sink) throws ImageRejectedException {
        int width = swapsSides ? storedHeight : storedWidth;
        int height = swapsSides ? storedWidth : storedHeight;
        byte[] picture = new byte[Math.multiplyExact(3 * width, height)];
        rows.decode(new RowSink() {
            private int y;

            @Override
            public void begin(int ignoredWidth, int ignoredHeight) {}

            @Override
            public void row(byte[] rgb, int offset) {
                for (int x = 0; x < storedWidth; x++) {
                    int across = swapsSides ? y : x;
                    int down = swapsSides ? x : y;
                    across = fromRight ? width - 1 - across : across;
                    down = fromBottom ? height - 1 - down : down;
                    System.arraycopy(rgb, offset + 3 * x, picture, 3 * (down * width + across), 3);
                }
                y++;
            }
        });
        sink.begin(width, height);
        for (int row = 0; row < height; row++) {
            sink.row(picture, 3 * row * width);
        }
    }
}
