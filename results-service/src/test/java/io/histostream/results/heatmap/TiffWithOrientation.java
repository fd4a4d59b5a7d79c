package io.histostream.results.heatmap;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the smallest RGB TIFF: a header, one directory, the pixels. */
final class TiffWithOrientation {

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRIES = 10;
    private static final int BITS = 8 + 2 + 12 * ENTRIES + 4;
    private static final int PIXELS = BITS + 6;

    private final ByteBuffer file;

    private TiffWithOrientation(int pixels) {
        file = ByteBuffer.allocate(PIXELS + 3 * pixels).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] of(BufferedImage picture, int orientation) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        TiffWithOrientation tiff = new TiffWithOrientation(width * height);
        tiff.file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) ENTRIES);
        tiff.entry(256, SHORT, 1, width);
        tiff.entry(257, SHORT, 1, height);
        tiff.entry(258, SHORT, 3, BITS);
        tiff.entry(259, SHORT, 1, 1);
        tiff.entry(262, SHORT, 1, 2);
        tiff.entry(273, LONG, 1, PIXELS);
        tiff.entry(274, SHORT, 1, orientation);
        tiff.entry(277, SHORT, 1, 3);
        tiff.entry(278, SHORT, 1, height);
        tiff.entry(279, LONG, 1, 3 * width * height);
        tiff.file.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8);
        for (int rgb : picture.getRGB(0, 0, width, height, null, 0, width)) {
            tiff.file.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
        }
        return tiff.file.array();
    }

    private void entry(int tag, int type, int count, int value) {
        file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
