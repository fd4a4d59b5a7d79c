package io.histostream.inference.worker;

import io.histostream.inference.model.ExecutionProvider;
import io.histostream.inference.model.ModelSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives every image the same outputs, and notes what it must never see: a run after it was closed. Thread-safe. */
class FakeSession implements ModelSession {

    private final float[] outputs;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger runsTooLate = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param outputs of each image, before the softmax
     */
    FakeSession(float... outputs) {
        this.outputs = outputs;
    }

    @Override
    public float[][] run(FloatBuffer images, int batchSize) {
        running.incrementAndGet();
        if (closed) {
            runsTooLate.incrementAndGet();
        }
        float[][] results = new float[batchSize][];
        Arrays.setAll(results, image -> outputs.clone());
        running.decrementAndGet();
        return results;
    }

    @Override
    public ExecutionProvider provider() {
        return ExecutionProvider.CPU;
    }

    @Override
    public void close() {
        closed = true;
        runsTooLate.addAndGet(running.get());
    }

    boolean isClosed() {
        return closed;
    }

    /** Runs that began, or had not ended, when the session was closed. */
    int runsTooLate() {
        return runsTooLate.get();
    }
}
