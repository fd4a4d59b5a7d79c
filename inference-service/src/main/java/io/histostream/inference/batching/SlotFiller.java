package io.histostream.inference.batching;

import java.nio.FloatBuffer;

/** Writes one image into its slot of a batch buffer. */
@FunctionalInterface
public interface SlotFiller {

    /**
     * Fills the slot from its position to its limit; the slot is not to be touched after this returns.
     *
     * @throws Exception when there is no image to be had, which fails this image and no other
     */
    void fill(FloatBuffer slot) throws Exception;
}
