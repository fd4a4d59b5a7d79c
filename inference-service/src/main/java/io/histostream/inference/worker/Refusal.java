package io.histostream.inference.worker;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * Why a version of a model is not served.
 *
 * @param content of the package when it was refused, to know whether it has changed since
 */
public record Refusal(
        String version,
        String reason,
        Instant at,
        @JsonIgnore String content) {}
