package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.cli.CommandFailure;
import io.histostream.contracts.ContractJson;
import java.util.List;

/** A batch that the server has promised to work off. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AcceptedBatch(String batchId, List<String> models, int jobs) {

    static AcceptedBatch of(String json) {
        try {
            return ContractJson.MAPPER.readValue(json, AcceptedBatch.class);
        } catch (JsonProcessingException e) {
            throw CommandFailure.trouble("the ingest service gave an answer that cannot be read", e);
        }
    }
}
