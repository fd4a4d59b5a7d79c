package io.histostream.imagestore;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Durable objects, each written once under a key that the server made. An object appears whole or not at all, whatever
 * moment the process or the machine dies at, and never changes afterwards.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store itself is in trouble (unreachable, unmounted,
 * full, read-only): the caller waits and tries again. Implementations are thread-safe.
 */
public interface ImageStore {

    /** Begins an object whose key is known only once its bytes are, such as an upload that is hashed on the way in. */
    PendingObject begin();

    /**
     * Opens an object; the caller closes the stream.
     *
     * @throws ObjectMissingException when the store is well and has no such object
     */
    InputStream open(StoreKey key);

    /**
     * Reads an object whole.
     *
     * @param expectedSize length in bytes that the caller expects; at most one byte more is read
     * @throws ObjectMissingException when the store is well and has no such object
     */
    default byte[] read(StoreKey key, long expectedSize) {
        if (expectedSize < 0 || expectedSize > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("an object of %d bytes does not fit in memory".formatted(expectedSize));
        }
        try (InputStream in = open(key)) {
            return in.readNBytes((int) expectedSize + 1);
        } catch (IOException e) {
            throw new StoreUnavailableException("the image store cannot be read", e);
        }
    }

    /** Length in bytes of an object, or empty when there is none. */
    OptionalLong size(StoreKey key);

    /** The keys below a prefix, in no promised order; the caller closes the stream. */
    Stream<StoreKey> list(StoreKey.Prefix prefix);

    /** Removes an object; one that is not there is already removed. Only markers are ever removed by the services. */
    void delete(StoreKey key);

    /** Asks the store whether it can be read and written now. */
    void check();

    /**
     * Removes what writers that were killed left behind.
     *
     * @param olderThan must be longer than any upload takes: what is younger may still be written
     * @return how many things were removed
     */
    int sweep(Duration olderThan);
}
