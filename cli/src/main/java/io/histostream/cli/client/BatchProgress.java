package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.cli.CommandFailure;
import io.histostream.contracts.ContractJson;
import java.time.Instant;
import java.util.List;

/** How far a batch has come. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BatchProgress(
        String batchId,
        String dataset,
        List<String> models,
        Instant submittedAt,
        int imageCount,
        String state,
        Instant completedAt,
        Jobs jobs) {

    /** Jobs by state. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Jobs(int total, int accepted, int succeeded, int failed) {

        public int done() {
            return succeeded + failed;
        }
    }

    public boolean completed() {
        return "COMPLETED".equals(state);
    }

    static BatchProgress of(String json) {
        try {
            return ContractJson.MAPPER.readValue(json, BatchProgress.class);
        } catch (JsonProcessingException e) {
            throw CommandFailure.trouble("the results service gave an answer that cannot be read", e);
        }
    }
}
