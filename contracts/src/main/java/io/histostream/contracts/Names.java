package io.histostream.contracts;

import java.util.regex.Pattern;

/**
 * The forms that identifiers may have. Pseudonyms only: letters, digits and a few marks, so that no free text, and with
 * it no name, birth date in words or address, can be slipped into a message.
 */
public final class Names {

    /** A model's name; safe as part of a topic name. */
    public static final String MODEL = "[a-z0-9][a-z0-9-]{0,62}";

    /** A tenant's name; safe as a folder name and as part of a store key. */
    public static final String TENANT = "[a-z0-9][a-z0-9-]{0,62}";

    /** A lab's pseudonym of a patient, specimen or slide. */
    public static final String PSEUDONYM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** A data set's name. */
    public static final String DATASET = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** A lower-case hexadecimal SHA-256. */
    public static final String SHA256 = "[0-9a-f]{64}";

    private static final Pattern MODEL_PATTERN = Pattern.compile(MODEL);
    private static final Pattern TENANT_PATTERN = Pattern.compile(TENANT);
    private static final Pattern PSEUDONYM_PATTERN = Pattern.compile(PSEUDONYM);
    private static final Pattern DATASET_PATTERN = Pattern.compile(DATASET);
    private static final Pattern SHA256_PATTERN = Pattern.compile(SHA256);

    private Names() {}

    public static String requireModel(String name) {
        return require(MODEL_PATTERN, "model", name);
    }

    public static String requireTenant(String name) {
        return require(TENANT_PATTERN, "tenant", name);
    }

    public static String requireSha256(String digest) {
        return require(SHA256_PATTERN, "sha256", digest);
    }

    /** As {@link #requireModel}, but {@code null} stays {@code null}. */
    public static String pseudonymOrNull(String what, String value) {
        return value == null ? null : require(PSEUDONYM_PATTERN, what, value);
    }

    /** As {@link #requireModel}, but {@code null} stays {@code null}. */
    public static String datasetOrNull(String name) {
        return name == null ? null : require(DATASET_PATTERN, "dataset", name);
    }

    // The value itself is not repeated: a malformed identifier may be a person's name.
    private static String require(Pattern pattern, String what, String value) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " must match " + pattern.pattern());
        }
        return value;
    }
}
