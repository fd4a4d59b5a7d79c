package io.histostream.results.dashboard;

/** One model's jobs of all batches by state. */
public record ModelTotals(String model, long accepted, long succeeded, long failed) {

    public long total() {
        return accepted + succeeded + failed;
    }
}
