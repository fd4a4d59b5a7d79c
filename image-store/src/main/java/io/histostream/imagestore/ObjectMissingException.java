package io.histostream.imagestore;

/** The store is well and has no object under this key. */
public class ObjectMissingException extends RuntimeException {

    public ObjectMissingException(StoreKey key) {
        super("no object under " + key);
    }
}
