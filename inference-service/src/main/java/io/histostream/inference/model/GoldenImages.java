package io.histostream.inference.model;

import static java.util.Objects.requireNonNull;

import io.histostream.contracts.Names;
import java.util.List;

/** What a model made of its golden images where it was exported; the file {@code golden/expected.json}. */
public record GoldenImages(List<GoldenImage> images) {

    public static final String FILE = "golden/expected.json";

    /**
     * @param file path in the package
     * @param tensorSha256 over the preprocessed tensor's little-endian float32 bytes, channel by channel
     * @param scores in label order
     */
    public record GoldenImage(String file, String mediaType, String tensorSha256, List<Double> scores) {
        public GoldenImage {
            requireNonNull(file, "file");
            requireNonNull(mediaType, "mediaType");
            Names.requireSha256(tensorSha256);
            scores = List.copyOf(requireNonNull(scores, "scores"));
        }
    }

    public GoldenImages {
        images = List.copyOf(requireNonNull(images, "images"));
        if (images.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one golden image");
        }
    }
}
