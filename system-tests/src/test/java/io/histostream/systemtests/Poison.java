package io.histostream.systemtests;

import io.histostream.systemtests.Pictures.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Ways in which an image that was accepted turns out to have no prediction, each with the codes that may say so. */
enum Poison {
    /** The file in the store is changed behind the service's back. */
    TAMPERED("DIGEST_MISMATCH") {
        @Override
        Picture picture(long seed) {
            return Pictures.png(seed);
        }

        @Override
        void afterAcceptance(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
    },
    /** The file in the store is gone. */
    LOST("IMAGE_MISSING") {
        @Override
        Picture picture(long seed) {
            return Pictures.png(seed);
        }

        @Override
        void afterAcceptance(Path file) throws IOException {
            Files.delete(file);
        }
    },
    /** Every checksum is right, and the compressed pixels are nonsense. */
    NONSENSE_PIXELS("CORRUPT") {
        @Override
        Picture picture(long seed) {
            return new Picture(Png.withPixels(Png.nonsense(seed), 70, 46), "image/png");
        }
    },
    /** A whole JPEG of four inks. */
    CMYK("UNSUPPORTED_COLOUR") {
        @Override
        Picture picture(long seed) {
            return new Picture(cmyk(seed), "image/jpeg");
        }
    },
    /** A JPEG with its end marker, whose pixels end early. */
    STARVED_JPEG("DECODER_WARNING", "CORRUPT", "TRUNCATED") {
        @Override
        Picture picture(long seed) {
            byte[] whole = Pictures.encode(Pictures.pixels(seed, 320, 240), "jpg");
            byte[] starved = Arrays.copyOf(whole, whole.length / 2 + 2);
            // Not a marker of its own before the end marker.
            starved[starved.length - 3] = 0;
            starved[starved.length - 2] = (byte) 0xFF;
            starved[starved.length - 1] = (byte) 0xD9;
            return new Picture(starved, "image/jpeg");
        }
    };

    private final Set<String> codes;

    Poison(String... codes) {
        this.codes = Set.of(codes);
    }

    abstract Picture picture(long seed);

    /** The failure codes that may be given. */
    Set<String> codes() {
        return codes;
    }

    /** Does what has to be done to the stored file. */
    void afterAcceptance(Path file) throws IOException {
        // Most are poisoned from the start.
    }

    /** Finds the stored file of a picture. */
    static Path stored(Path store, String sha256) {
        try (Stream<Path> files = Files.walk(store)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().equals(sha256))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException("the store has " + found.size() + " files of an uploaded image");
            }
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] cmyk(long seed) {
        BufferedImage picture = Pictures.pixels(seed, 70, 46);
        WritableRaster inks = Raster.createBandedRaster(0, 70, 46, 4, null);
        for (int band = 0; band < 4; band++) {
            int[] samples = picture.getRaster().getSamples(0, 0, 70, 46, band % 3, (int[]) null);
            inks.setSamples(0, 0, 70, 46, band, samples);
        }
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(inks, null, null), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
