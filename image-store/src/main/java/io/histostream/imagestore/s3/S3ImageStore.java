package io.histostream.imagestore.s3;

import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.ObjectMissingException;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.imagestore.StoreUnavailableException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * An image store in a bucket. An object is created by one conditional request ({@code If-None-Match: *}), which either
 * makes it whole or finds that it is there; a server that ignores the condition fails the {@link #check}.
 *
 * <p>A missing bucket is trouble of the store: nothing is ever called missing because a bucket is.
 */
public final class S3ImageStore implements ImageStore, AutoCloseable {

    private final Bucket bucket;
    private final Spool spool;
    private volatile boolean writesConditionally;

    public S3ImageStore(S3Config config) {
        this.bucket = new Bucket(S3Clients.of(config), config.bucket().orElseThrow());
        this.spool = Spool.of(config.spool());
    }

    @Override
    public PendingObject begin() {
        return new PendingUpload(bucket, spool.newFile());
    }

    @Override
    public InputStream open(StoreKey key) {
        try {
            return new ObjectStream(bucket.client()
                    .getObject(request -> request.bucket(bucket.name()).key(key.value())));
        } catch (NoSuchKeyException e) {
            throw new ObjectMissingException(key);
        } catch (SdkException e) {
            throw Bucket.unavailable("read", e);
        }
    }

    @Override
    public OptionalLong size(StoreKey key) {
        return bucket.sizeOf(key.value());
    }

    /** {@inheritDoc} Trouble while the stream is read is a {@link StoreUnavailableException}, too. */
    @Override
    public Stream<StoreKey> list(StoreKey.Prefix prefix) {
        return Stream.iterate(
                        page(prefix, null),
                        Objects::nonNull,
                        page -> page.isTruncated() ? page(prefix, page.nextContinuationToken()) : null)
                .flatMap(page -> page.contents().stream())
                .map(object -> new StoreKey(object.key()));
    }

    private ListObjectsV2Response page(StoreKey.Prefix prefix, String continuation) {
        try {
            return bucket.client().listObjectsV2(request -> request.bucket(bucket.name())
                    .prefix(prefix.folder() + "/")
                    .continuationToken(continuation));
        } catch (SdkException e) {
            throw Bucket.unavailable("read", e);
        }
    }

    @Override
    public void delete(StoreKey key) {
        bucket.delete(key.value());
    }

    @Override
    public void check() {
        String probe = "probes/" + UUID.randomUUID();
        Upload one = Upload.of(new byte[] {1});
        try {
            // Nobody else has this name: if it is there, the answer to an earlier try was lost.
            boolean unused = one.to(bucket, probe);
            if (!writesConditionally && one.to(bucket, probe)) {
                throw new StoreUnavailableException("the image store's server overwrites an object in spite of"
                        + " If-None-Match: images would not be kept as they were posted");
            }
            writesConditionally = true;
        } finally {
            bucket.delete(probe);
        }
    }

    /** {@inheritDoc} Those are uploads in parts that were never completed, and their files on this machine. */
    @Override
    public int sweep(Duration olderThan) {
        Instant before = Instant.now().minus(olderThan);
        return spool.sweep(before) + bucket.abortUploads(before);
    }

    @Override
    public void close() {
        bucket.client().close();
    }
}
