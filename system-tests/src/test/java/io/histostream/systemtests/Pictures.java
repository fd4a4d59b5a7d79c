package io.histostream.systemtests;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small pictures, each seed another. */
final class Pictures {

    private static final int WIDTH = 70;
    private static final int HEIGHT = 46;

    private Pictures() {}

    /** A picture's bytes as a lab would post them. */
    record Picture(byte[] bytes, String mediaType) {

        String sha256() {
            return digest(bytes);
        }
    }

    static Picture png(long seed) {
        return new Picture(encode(pixels(seed, WIDTH, HEIGHT), "png"), "image/png");
    }

    static Picture jpeg(long seed) {
        return new Picture(encode(pixels(seed, WIDTH, HEIGHT), "jpg"), "image/jpeg");
    }

    static Picture tiff(long seed) {
        return new Picture(encode(pixels(seed, WIDTH / 2, HEIGHT / 2), "tiff"), "image/tiff");
    }

    /** Stains on a pale ground: compressible, unlike noise, and different for each seed. */
    static BufferedImage pixels(long seed, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        int ground = 0xE0C0D8 + random.nextInt(0x1F);
        int stain = 0x602080 + random.nextInt(0xFFF);
        int radius = 3 + random.nextInt(8);
        int centreX = random.nextInt(width);
        int centreY = random.nextInt(height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int distance = (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY);
                image.setRGB(x, y, distance < radius * radius ? stain : ground);
            }
        }
        for (int i = 0; i < 8; i++) {
            image.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt(0x1000000));
        }
        return image;
    }

    static byte[] encode(BufferedImage image, String format) {
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

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
