package io.histostream.inference.worker;

import io.histostream.contracts.FailureCode;
import io.histostream.contracts.ImageReference;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.ObjectMissingException;
import io.histostream.imagestore.StoreKey;
import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.model.Sha256;

/** Reads the bytes that a job refers to and makes sure that they are the ones that were posted. Thread-safe. */
final class ImageFetcher {

    private final ImageStore store;
    private final long maxBytes;
    private final StorePatience patience;

    ImageFetcher(ImageStore store, long maxBytes, StorePatience patience) {
        this.store = store;
        this.maxBytes = maxBytes;
        this.patience = patience;
    }

    /** Nothing more is read, and nobody waits for the store any longer. */
    void stop() {
        patience.stop();
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
        if (patience.isStopping()) {
            throw new JobHeldException("the worker stops");
        }
        try {
            return patience.untilWell(() -> store.read(key, size));
        } catch (ObjectMissingException e) {
            throw new ImageRejectedException(FailureCode.IMAGE_MISSING, "the store has no such image", e);
        }
    }
}
