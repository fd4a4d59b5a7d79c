package io.histostream.inference.model;

/** The model no longer computes its own golden image, also in a new session: no image is at fault, the worker is. */
public final class ModelBrokenException extends Exception {

    public ModelBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
