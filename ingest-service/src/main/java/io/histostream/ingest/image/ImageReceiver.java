package io.histostream.ingest.image;

import io.histostream.contracts.Ids;
import io.histostream.contracts.ProblemCode;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.imagestore.StoreUnavailableException;
import io.histostream.imagestore.structure.ImageStructure;
import io.histostream.imagestore.structure.StructureException;
import io.histostream.imagestore.structure.StructureFault;
import io.histostream.imagestore.structure.StructureLimits;
import io.histostream.ingest.IngestMetrics;
import io.histostream.problems.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Streams a picture into the store while hashing it, and keeps it only when it is what it was said to be. Memory does
 * not depend on the picture. Thread-safe.
 */
public final class ImageReceiver {

    private static final int BUFFER = 64 * 1024;

    private final ImageStore store;
    private final String tenant;
    private final StructureLimits limits;
    private final IngestMetrics metrics;

    public ImageReceiver(ImageStore store, String tenant, StructureLimits limits, IngestMetrics metrics) {
        this.store = store;
        this.tenant = tenant;
        this.limits = limits;
        this.metrics = metrics;
    }

    /**
     * Receives a picture; when this returns, it is durable.
     *
     * @param expectedSha256 lower-case digest that the bytes must have, or {@code null} where the client names none
     * @throws ProblemException when the bytes are not acceptable
     * @throws StoreUnavailableException when the store is in trouble
     */
    public ReceivedImage receive(InputStream body, String expectedSha256, String mediaType) {
        long start = System.nanoTime();
        try (PendingObject pending = store.begin()) {
            MessageDigest digest = sha256();
            long size = copy(body, pending, digest);
            String sha256 = HexFormat.of().formatHex(digest.digest());
            if (expectedSha256 != null && !expectedSha256.equals(sha256)) {
                throw new ProblemException(
                        ProblemCode.DIGEST_MISMATCH, "The content does not have the digest that it was sent under.");
            }
            ImageStructure structure = inspect(pending, mediaType);
            boolean created = pending.commit(StoreKey.image(tenant, sha256));
            metrics.imageReceived(created, size, Duration.ofNanos(System.nanoTime() - start));
            return new ReceivedImage(
                    Ids.image(tenant, sha256), sha256, mediaType, size, structure.width(), structure.height(), created);
        } catch (ProblemException e) {
            metrics.imageRefused(e.problem().code());
            throw e;
        }
    }

    private long copy(InputStream body, PendingObject pending, MessageDigest digest) {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        int read;
        while ((read = read(body, buffer)) >= 0) {
            size += read;
            if (size > limits.maxBytes()) {
                throw new ProblemException(
                        ProblemCode.TOO_LARGE, "An image may have at most %d bytes.".formatted(limits.maxBytes()));
            }
            digest.update(buffer, 0, read);
            pending.write(buffer, 0, read);
        }
        return size;
    }

    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "The body could not be read to its end.");
        }
    }

    private ImageStructure inspect(PendingObject pending, String mediaType) {
        try (SeekableByteChannel written = pending.written()) {
            return ImageStructure.inspect(written, mediaType, limits);
        } catch (StructureException e) {
            ProblemCode code =
                    e.fault() == StructureFault.TOO_LARGE ? ProblemCode.TOO_LARGE : ProblemCode.INVALID_IMAGE;
            throw new ProblemException(code, e.fault() + ": " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new StoreUnavailableException("what was written cannot be read back", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
