package io.histostream.results.evaluation.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A model version, or the folds of one taken together, in a comparison. */
@Schema(name = "Contestant")
public record Contestant(String model, String version, boolean crossValidated) {

    /** As requests name it: {@code model@version}. */
    @Override
    public String toString() {
        return model + "@" + version;
    }
}
