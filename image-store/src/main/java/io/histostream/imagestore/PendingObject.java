package io.histostream.imagestore;

/**
 * An object being written; not visible until {@link #commit}. Used by one thread. Closing without a commit leaves
 * nothing behind.
 */
public interface PendingObject extends AutoCloseable {

    void write(byte[] bytes, int offset, int length);

    default void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /**
     * Makes the bytes durable under a key, unless there is an object already. When this returns, the object survives a
     * power failure.
     *
     * @return true when this call created the object, false when there was one
     */
    boolean commit(StoreKey key);

    @Override
    void close();
}
