package io.histostream.ingest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** Small pictures, each different from all others. */
final class TestPictures {

    private static final AtomicInteger SERIAL = new AtomicInteger();

    private TestPictures() {}

    static byte[] png() {
        return picture("png");
    }

    static byte[] jpeg() {
        return picture("jpeg");
    }

    static byte[] tiff() {
        return picture("tiff");
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // The serial number is a row of black and white blocks, so that it survives JPEG's compression.
    private static byte[] picture(String format) {
        int serial = SERIAL.incrementAndGet();
        BufferedImage image = new BufferedImage(16 * 8, 8, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, (serial >> x / 8 & 1) * 0xFFFFFF);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
