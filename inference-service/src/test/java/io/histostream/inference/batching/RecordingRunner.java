package io.histostream.inference.batching;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives each image its own first number as output, fails batches that hold a poisoned number, and keeps a record. */
final class RecordingRunner implements BatchRunner {

    private final int elementCount;
    private final List<List<Float>> runs = new ArrayList<>();
    private final Set<Float> poisoned = new HashSet<>();

    RecordingRunner(int elementCount) {
        this.elementCount = elementCount;
    }

    void poison(float number) {
        poisoned.add(number);
    }

    /** The numbers of every run, in order. */
    synchronized List<List<Float>> runs() {
        return List.copyOf(runs);
    }

    @Override
    public float[][] run(FloatBuffer slots, int count) {
        List<Float> numbers = new ArrayList<>();
        float[][] outputs = new float[count][];
        for (int i = 0; i < count; i++) {
            float number = slots.get(i * elementCount);
            for (int element = 1; element < elementCount; element++) {
                if (slots.get(i * elementCount + element) != number) {
                    throw new AssertionError("a slot holds parts of two images");
                }
            }
            numbers.add(number);
            outputs[i] = new float[] {number};
        }
        record(numbers);
        if (numbers.stream().anyMatch(poisoned::contains)) {
            throw new IllegalStateException("poisoned");
        }
        return outputs;
    }

    private synchronized void record(List<Float> numbers) {
        runs.add(numbers);
    }
}
