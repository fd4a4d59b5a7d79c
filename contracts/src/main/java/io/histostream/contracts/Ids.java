package io.histostream.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Derives ids from what they name, so that doing something twice names the same thing. UUID version 8 over SHA-256
 * (RFC 9562, appendix B.2): version 5 is fixed to SHA-1, for which two names with one id can be made.
 */
public final class Ids {

    private Ids() {}

    /** A batch that a tenant posted under an idempotency key. */
    public static UUID batch(String tenant, String idempotencyKey) {
        return derive("batch", tenant, idempotencyKey);
    }

    /** A tenant's image, by its content: the same picture has the same id in every batch. */
    public static UUID image(String tenant, String sha256) {
        return derive("image", tenant, sha256);
    }

    /** One image of one batch for one model. */
    public static UUID job(UUID batchId, UUID imageId, String model) {
        return derive("job", batchId.toString(), imageId.toString(), model);
    }

    // Names are joined by a character that none of them may contain.
    private static UUID derive(String... names) {
        byte[] digest = sha256().digest(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        long high = bytes.getLong() & ~0xF000L | 0x8000L;
        long low = bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
