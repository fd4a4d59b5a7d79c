package io.histostream.inference.batching;

import java.nio.FloatBuffer;

/** Computes a batch: what the batcher knows of a model. Called by several threads at once. */
@FunctionalInterface
public interface BatchRunner {

    /**
     * Computes the first {@code count} images.
     *
     * @param slots the images one after another from index 0 on; it reaches to the end of the batch buffer, so a runner
     *     of fixed batch sizes may also compute slots behind the last image, whose content means nothing. Valid until
     *     this method returns
     * @return the outputs of each image, in order
     * @throws Exception when nothing can be said about any of these images; the batch is then split
     */
    float[][] run(FloatBuffer slots, int count) throws Exception;
}
