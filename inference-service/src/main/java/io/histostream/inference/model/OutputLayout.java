package io.histostream.inference.model;

import io.histostream.inference.model.ModelOutput.ActivationMaps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where a model's outputs lie in the result of one image, a {@code float[]} of {@link #size()}: first the labels'
 * outputs in label order; then, if the model has it, the label mass; then, if the model has them, the activation maps:
 * label by label, each row by row from the upper left.
 */
public final class OutputLayout {

    /**
     * One of the graph's outputs, float32 [N, shape...].
     *
     * @param shape not to be changed
     * @param offset of its first float in an image's result
     */
    record Part(String name, long[] shape, int offset) {
        int size() {
            return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        }

        int end() {
            return offset + size();
        }
    }

    private final int labels;
    private final Part labelMass;
    private final Part activationMaps;
    private final List<Part> parts = new ArrayList<>(3);

    public OutputLayout(ModelOutput output, int labels) {
        this.labels = labels;
        add(output.name(), labels);
        this.labelMass = output.labelMass() == null ? null : add(output.labelMass());
        ActivationMaps maps = output.activationMaps();
        this.activationMaps = maps == null ? null : add(maps.name(), labels, maps.rows(), maps.columns());
    }

    private Part add(String name, long... shape) {
        Part part = new Part(name, shape, size());
        parts.add(part);
        return part;
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Floats in the result of one image. */
    public int size() {
        return parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end();
    }

    public int labels() {
        return labels;
    }

    public boolean hasActivationMaps() {
        return activationMaps != null;
    }

    /** As the graph gave it; not a number where the graph gave none. */
    public OptionalDouble labelMass(float[] result) {
        return labelMass == null ? OptionalDouble.empty() : OptionalDouble.of(result[labelMass.offset()]);
    }

    /** The maps alone; of length 0 where the model has none. */
    public float[] activationMaps(float[] result) {
        return activationMaps == null
                ? new float[0]
                : Arrays.copyOfRange(result, activationMaps.offset(), activationMaps.end());
    }
}
