package io.histostream.results.total;

import java.time.Instant;

/**
 * One model's jobs that ended in one minute.
 *
 * @param minute when it began
 */
public record Minute(Instant minute, String model, long succeeded, long failed) {}
