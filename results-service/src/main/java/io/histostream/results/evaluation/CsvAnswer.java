package io.histostream.results.evaluation;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** Chooses between JSON and CSV. */
final class CsvAnswer {

    static final String CSV = "text/csv";

    private CsvAnswer() {}

    /** Whether the client likes CSV better; the framework has refused those that like neither. */
    static boolean isWanted(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(liked -> MediaType.APPLICATION_JSON_TYPE.isCompatible(liked)
                        || MediaType.valueOf(CSV).isCompatible(liked))
                .findFirst()
                .filter(liked -> !MediaType.APPLICATION_JSON_TYPE.isCompatible(liked))
                .isPresent();
    }

    static Response download(String name, StreamingOutput rows) {
        return Response.ok(rows, CSV + ";charset=UTF-8;header=present")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"histostream-" + name + "-research-use-only.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
