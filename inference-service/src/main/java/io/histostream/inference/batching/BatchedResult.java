package io.histostream.inference.batching;

/**
 * One image's share of a batch.
 *
 * @param outputs the model's outputs for this image
 * @param batchSize how many images were computed in the same run
 * @param fillNanos filling the slot
 * @param queueNanos from the filled slot to the start of the run
 * @param computeNanos the run
 */
public record BatchedResult(float[] outputs, int batchSize, long fillNanos, long queueNanos, long computeNanos) {}
