package io.histostream.ingest.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One image of a batch whose identifiers are well-formed.
 *
 * @param index position in the request's list
 * @param magnification {@code null} where the lab does not say
 * @param name {@code null} where the lab does not say
 */
@RegisterForReflection
record RequestedImage(
        @JsonIgnore int index,
        String sha256,
        Specimen specimen,
        Magnification magnification,
        // Left out where there is none, so that a batch from before there were names keeps its digest.
        @JsonInclude(JsonInclude.Include.NON_NULL) String name) {}
