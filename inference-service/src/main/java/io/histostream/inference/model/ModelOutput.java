package io.histostream.inference.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The graph's outputs.
 *
 * @param name of the labels' outputs before the softmax, float32 [N, labels]
 * @param labelMass name of float32 [N], the probability that a language model's full vocabulary gives to the labels; or
 *     {@code null}
 * @param activationMaps or {@code null}
 */
public record ModelOutput(String name, String labelMass, ActivationMaps activationMaps) {

    /** How the maps are computed in the graph. */
    public enum Method {
        @JsonProperty("cam")
        CAM("cam"),
        @JsonProperty("grad-cam")
        GRAD_CAM("grad-cam");

        private final String tag;

        Method(String tag) {
            this.tag = tag;
        }

        /** As it stands in the card. */
        public String tag() {
            return tag;
        }
    }

    /**
     * Where in the picture each label is seen.
     *
     * @param name of float32 [N, labels, rows, columns]; the upper left cell first, the cells divide the input evenly
     */
    public record ActivationMaps(String name, int rows, int columns, Method method) {

        static final int LARGEST_SIDE = 128;

        public ActivationMaps {
            requireNonNull(name, "output.activationMaps.name");
            requireNonNull(method, "output.activationMaps.method");
            if (rows < 1 || rows > LARGEST_SIDE || columns < 1 || columns > LARGEST_SIDE) {
                throw new IllegalArgumentException(
                        "output.activationMaps must have 1 to %d rows and columns".formatted(LARGEST_SIDE));
            }
        }
    }

    public ModelOutput {
        requireNonNull(name, "output.name");
        List<String> names = Stream.of(name, labelMass, activationMaps == null ? null : activationMaps.name())
                .filter(Objects::nonNull)
                .toList();
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("output must name different outputs, not " + names);
        }
    }

    public ModelOutput(String name) {
        this(name, null, null);
    }
}
