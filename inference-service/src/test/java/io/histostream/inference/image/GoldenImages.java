package io.histostream.inference.image;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What Pillow and torchvision made of the golden images; {@code models/toolkit/parity/make_goldens.py} writes it. */
record GoldenImages(Map<String, String> madeWith, List<GoldenImage> images, List<RefusedImage> refused) {

    record GoldenImage(
            String file, String mediaType, int width, int height, String decodedSha256, List<GoldenCase> cases) {}

    record GoldenCase(
            GoldenResize resize,
            Filter filter,
            int width,
            int height,
            List<Double> mean,
            List<Double> std,
            String resizedSha256,
            String tensorSha256) {

        Preprocessing preprocessing() {
            return with(1 / 255.0, mean, std);
        }

        /** Levels stay levels, so that the tensor is the resized picture. */
        Preprocessing resizeOnly() {
            return with(1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        }

        private Preprocessing with(double rescale, List<Double> means, List<Double> deviations) {
            return new Preprocessing(
                    ColourMode.RGB, resize.toResize(), filter, width, height, rescale, means, deviations, Layout.NCHW);
        }

        @Override
        public String toString() {
            return "%s %s to %dx%d".formatted(resize.toResize(), filter, width, height);
        }
    }

    record GoldenResize(String mode, int shortestEdge) {
        Resize toResize() {
            return mode.equals("stretch") ? new Resize.Stretch() : new Resize.ShortestEdgeCentreCrop(shortestEdge);
        }
    }

    record RefusedImage(String file, String mediaType) {}

    static GoldenImages load() {
        return json("expected.json", GoldenImages.class);
    }

    static <T> T json(String file, Class<T> type) {
        try {
            return JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build()
                    .readValue(bytes(file), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String file) {
        try (InputStream stream = GoldenImages.class.getResourceAsStream("/golden-preprocessing/" + file)) {
            return Objects.requireNonNull(stream, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
