package io.histostream.results.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ended: the last row's place in the order of every listing. Clients hand it back as they got it; it is good
 * for the query that it came from and for no other.
 */
record Cursor(Instant submittedAt, UUID jobId) {

    private static final int LENGTH = 3 * Long.BYTES + Long.BYTES;

    static Cursor after(Job job) {
        return new Cursor(job.submittedAt, job.jobId);
    }

    /** @param query what the cursor is good for: the tenant and the filter */
    String encode(String query) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(seal(query))
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, submittedAt))
                .putLong(jobId.getMostSignificantBits())
                .putLong(jobId.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws IllegalArgumentException if the text is not a cursor, or is one of another query */
    static Cursor decode(String text, String query) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("not a cursor");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getLong() != seal(query)) {
            throw new IllegalArgumentException("a cursor of another query");
        }
        Instant submittedAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        return new Cursor(submittedAt, new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static long seal(String query) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
