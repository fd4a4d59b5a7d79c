package io.histostream.inference.batching;

/** The run fails with this image also when it is alone. */
public final class BatchRunException extends Exception {

    public BatchRunException(Throwable cause) {
        super("the run fails with this image alone", cause);
    }
}
