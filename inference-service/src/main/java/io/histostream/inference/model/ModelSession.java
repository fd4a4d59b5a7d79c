package io.histostream.inference.model;

import java.nio.FloatBuffer;

/** A loaded graph; thread-safe but for {@link #close}, during which nothing may run. */
public interface ModelSession extends AutoCloseable {

    /**
     * Computes a batch of exactly this size.
     *
     * @param images direct, native byte order; from its position on, one image after another; it may reach further
     * @return per image the outputs as in the model's {@link OutputLayout}
     */
    float[][] run(FloatBuffer images, int batchSize) throws ModelRunException;

    ExecutionProvider provider();

    @Override
    void close();

    /** Opens a session of the same model on the same provider again. */
    @FunctionalInterface
    interface Factory {
        ModelSession open();
    }
}
