package io.histostream.systemtests;

/** The three services of a deployment. */
enum Role {
    INGEST("ingest-service"),
    INFERENCE("inference-service"),
    RESULTS("results-service");

    private final String module;

    Role(String module) {
        this.module = module;
    }

    String module() {
        return module;
    }
}
