package io.histostream.contracts;

import java.util.Objects;

/**
 * One version of a model.
 *
 * @param digest SHA-256 of the model card, which holds the digest of every file of the package
 */
public record ModelReference(String name, String version, String digest) {

    public ModelReference {
        Names.requireModel(name);
        Objects.requireNonNull(version, "version");
        Names.requireSha256(digest);
    }
}
