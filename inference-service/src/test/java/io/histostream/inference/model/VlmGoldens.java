package io.histostream.inference.model;

import io.histostream.inference.image.Layout;
import io.histostream.inference.image.Preprocessing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * What the processors of transformers made of images; {@code models/toolkit/parity/make_vlm_goldens.py} writes it.
 *
 * @param inputs model cards' input sections
 */
record VlmGoldens(Map<String, String> madeWith, List<ModelInput> inputs, List<Image> images) {

    /** A golden file, one that the test knows by its digest, or a picture that a formula gives. */
    record Image(String file, String mediaType, String sha256, Integer width, Integer height, List<Case> cases) {

        byte[] bytes() {
            return file == null ? generated(width, height) : resource(file);
        }

        String type() {
            return file == null ? "image/png" : mediaType;
        }

        @Override
        public String toString() {
            return file == null ? width + "x" + height : file;
        }
    }

    /**
     * @param input index into the inputs
     * @param refused true where the processor refuses the picture, and there are no digests
     */
    record Case(int input, String pixelsSha256, String tensorSha256, Boolean refused) {
        Case {
            refused = refused != null && refused;
        }
    }

    static VlmGoldens read(String file) {
        return StrictReader.read(StrictReader.JSON, resource(file), VlmGoldens.class, file);
    }

    /** Levels stay levels, in planes, so that the tensor is the resized picture. */
    static Preprocessing resizeOnly(Preprocessing preprocessing) {
        return new Preprocessing(
                preprocessing.colourMode(),
                preprocessing.resize(),
                preprocessing.filter(),
                preprocessing.width(),
                preprocessing.height(),
                1,
                List.of(0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0),
                preprocessing.layout() == Layout.PATCHES ? Layout.NCHW : preprocessing.layout());
    }

    private static byte[] generated(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, level(x, y, 0) << 16 | level(x, y, 1) << 8 | level(x, y, 2));
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, "png", file)) {
                throw new IllegalStateException("no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static int level(int x, int y, int channel) {
        return (x * x * (3 + channel) + y * y * (7 - channel) + x * y * (channel + 1) + 40 * channel) / 16 % 256;
    }

    private static byte[] resource(String file) {
        try (InputStream stream = VlmGoldens.class.getResourceAsStream("/golden-preprocessing/" + file)) {
            return Objects.requireNonNull(stream, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
