package io.histostream.inference.worker;

import io.histostream.contracts.FailureCode;
import io.histostream.contracts.ImageReference;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.ObjectMissingException;
import io.histostream.imagestore.StoreKey;
import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.model.Sha256;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Reads the bytes that a job refers to and makes sure that they are the ones that were posted. Thread-safe. */
final class ImageFetcher {

    private static final Logger LOG = Logger.getLogger(ImageFetcher.class);

    private final ImageStore store;
    private final long maxBytes;
    private final Duration firstBackOff;
    private final Duration longestBackOff;
    private final CountDownLatch stopping = new CountDownLatch(1);

    ImageFetcher(ImageStore store, long maxBytes, Duration firstBackOff, Duration longestBackOff) {
        this.store = store;
        this.maxBytes = maxBytes;
        this.firstBackOff = firstBackOff;
        this.longestBackOff = longestBackOff;
    }

    /** Nothing more is read, and nobody waits for the store any longer. */
    void stop() {
        stopping.countDown();
    }

    /**
     * Waits for a store that is in trouble for as long as it takes.
     *
     * @throws ImageRejectedException when the store is well and the image is not what was posted
     * @throws JobHeldException when the worker stops first
     */
    byte[] fetch(ImageReference image) throws ImageRejectedException, InterruptedException {
        if (image.size() > maxBytes) {
            throw new ImageRejectedException(FailureCode.TOO_LARGE, "the file has more than " + maxBytes + " bytes");
        }
        byte[] bytes = readPatiently(key(image), image.size());
        if (bytes.length != image.size()) {
            throw new ImageRejectedException(
                    FailureCode.DIGEST_MISMATCH, "the stored file is not as long as the one that was posted");
        }
        if (!Sha256.of(bytes).equals(image.sha256())) {
            throw new ImageRejectedException(
                    FailureCode.DIGEST_MISMATCH, "the stored bytes are not the ones that were posted");
        }
        return bytes;
    }

    private static StoreKey key(ImageReference image) throws ImageRejectedException {
        try {
            return new StoreKey(image.key());
        } catch (IllegalArgumentException e) {
            throw new ImageRejectedException(FailureCode.IMAGE_MISSING, "the image's key is no key of the store", e);
        }
    }

    private byte[] readPatiently(StoreKey key, long size) throws ImageRejectedException, InterruptedException {
        Duration backOff = firstBackOff;
        while (stopping.getCount() > 0) {
            try {
                return store.read(key, size);
            } catch (ObjectMissingException e) {
                throw new ImageRejectedException(FailureCode.IMAGE_MISSING, "the store has no such image", e);
            } catch (RuntimeException e) {
                // Whatever it is, it says nothing about the image.
                LOG.warnf("The image store is in trouble; next try in %d ms: %s", backOff.toMillis(), e.getMessage());
            }
            if (stopping.await(backOff.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
            Duration doubled = backOff.multipliedBy(2);
            backOff = doubled.compareTo(longestBackOff) < 0 ? doubled : longestBackOff;
        }
        throw new JobHeldException("the worker stops");
    }
}
