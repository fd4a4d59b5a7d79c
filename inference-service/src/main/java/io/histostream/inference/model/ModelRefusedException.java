package io.histostream.inference.model;

/** A model package must not be served; the message says exactly why. */
public final class ModelRefusedException extends RuntimeException {

    public ModelRefusedException(String reason) {
        super(reason);
    }

    public ModelRefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
