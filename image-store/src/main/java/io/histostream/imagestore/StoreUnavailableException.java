package io.histostream.imagestore;

/** The store is in trouble; the same call may work later. It says nothing about any object. */
public class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailableException(String message) {
        super(message);
    }
}
