package io.histostream.results.total;

/** One model's jobs of all batches by state. */
public record ModelTotal(String model, long accepted, long succeeded, long failed) {}
