package io.histostream.results.download;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Arrays;

/** Answers a whole list as a file, to a client that likes that better than a page of JSON. */
public final class Download {

    public static final String CSV = "text/csv";
    public static final String NDJSON = "application/x-ndjson";

    private Download() {}

    /** What the client likes best of these, the first where it does not care; the framework has refused other clients. */
    public static String preferred(HttpHeaders headers, String... offered) {
        return headers.getAcceptableMediaTypes().stream()
                .flatMap(liked -> Arrays.stream(offered)
                        .filter(type -> MediaType.valueOf(type).isCompatible(liked))
                        .limit(1))
                .findFirst()
                .orElse(offered[0]);
    }

    /** Whether the client likes CSV better than JSON. */
    public static boolean isCsvPreferred(HttpHeaders headers) {
        return preferred(headers, MediaType.APPLICATION_JSON, CSV).equals(CSV);
    }

    /** @param name of the file, between the product's and the notice */
    public static Response csv(String name, StreamingOutput rows) {
        return file(name + "-research-use-only.csv", CSV + ";charset=UTF-8;header=present", rows);
    }

    /** @param name of the file, between the product's and the notice */
    public static Response ndjson(String name, StreamingOutput rows) {
        return file(name + "-research-use-only.ndjson", NDJSON, rows);
    }

    private static Response file(String name, String type, StreamingOutput rows) {
        return Response.ok(rows, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"histostream-" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
