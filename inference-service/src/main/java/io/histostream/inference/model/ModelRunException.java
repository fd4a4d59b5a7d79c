package io.histostream.inference.model;

/** A run gave no outputs; some image of the batch, or the session, is at fault. */
public class ModelRunException extends Exception {

    public ModelRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
