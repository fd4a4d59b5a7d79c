package io.histostream.results.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names patients on model cards without repeating their pseudonyms. */
public final class Pseudonyms {

    private Pseudonyms() {}

    /** Lower-case hexadecimal SHA-256 of the pseudonym's UTF-8. */
    public static String digest(String pseudonym) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pseudonym.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
