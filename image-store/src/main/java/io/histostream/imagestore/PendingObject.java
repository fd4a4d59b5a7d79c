package io.histostream.imagestore;

import java.nio.channels.SeekableByteChannel;

/**
 * An object being written; not visible until {@link #commit}. Used by one thread. Closing without a commit leaves
 * nothing behind.
 */
public interface PendingObject extends AutoCloseable {

    void write(byte[] bytes, int offset, int length);

    default void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /** Reads what was written so far, to judge it before the commit; the caller closes the channel. */
    SeekableByteChannel written();

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
