package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Where a job's time in the worker went, in microseconds.
 *
 * @param fetchMicros reading the bytes from the image store and checking their digest
 * @param decodeMicros decoding and preprocessing into the batch buffer
 * @param queueMicros waiting in the batcher for other images and for a free session
 * @param computeMicros the model run of the whole batch
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Timings(long fetchMicros, long decodeMicros, long queueMicros, long computeMicros) {}
