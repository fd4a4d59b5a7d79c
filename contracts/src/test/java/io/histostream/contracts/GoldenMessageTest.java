package io.histostream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON of every message is a promise: a change here is a change of the contract. */
class GoldenMessageTest {

    private static final String MESSAGES = """
            batch-accepted, io.histostream.contracts.BatchAccepted
            image-job,      io.histostream.contracts.ImageJob
            prediction,     io.histostream.contracts.JobOutcome
            job-failure,    io.histostream.contracts.JobOutcome
            """;

    @ParameterizedTest
    @CsvSource(textBlock = MESSAGES)
    void isReadAndWrittenAsInTheGoldenFile(String name, Class<?> type) throws IOException {
        JsonNode golden = golden(name);

        Object message = ContractJson.MAPPER.treeToValue(golden, type);

        assertThat(ContractJson.MAPPER.readTree(ContractJson.MAPPER.writeValueAsBytes(message)))
                .isEqualTo(golden);
    }

    @ParameterizedTest
    @CsvSource(textBlock = MESSAGES)
    void ignoresAFieldOfALaterMinorVersion(String name, Class<?> type) throws IOException {
        ObjectNode later = (ObjectNode) golden(name);
        Object known = ContractJson.MAPPER.treeToValue(later, type);
        later.put("fieldOfTomorrow", 1);

        assertThat(ContractJson.MAPPER.treeToValue(later, type)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource(textBlock = MESSAGES)
    void refusesASchemaVersionThatItDoesNotKnow(String name, Class<?> type) throws IOException {
        ObjectNode later = (ObjectNode) golden(name);
        later.put("schemaVersion", 2);

        assertThatThrownBy(() -> ContractJson.MAPPER.treeToValue(later, type)).hasMessageContaining("schemaVersion 2");
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file = GoldenMessageTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return ContractJson.MAPPER.readTree(file);
        }
    }
}
