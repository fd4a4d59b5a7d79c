package io.histostream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of every message is a promise: a change here is a change of the contract. */
class GoldenMessageTest {

    private static final String MESSAGES = """
            batch-accepted, io.histostream.contracts.BatchAccepted
            batch-accepted-with-names, io.histostream.contracts.BatchAccepted
            image-job,      io.histostream.contracts.ImageJob
            prediction,     io.histostream.contracts.JobOutcome
            job-failure,    io.histostream.contracts.JobOutcome
            prediction-with-maps, io.histostream.contracts.JobOutcome
            activation-maps,      io.histostream.contracts.ActivationMaps
            model-in-service,     io.histostream.contracts.ModelInService
            """;

    @ParameterizedTest
    @CsvSource(textBlock = MESSAGES)
    void isReadAndWrittenAsInTheGoldenFile(String name, Class<?> type) throws IOException {
        JsonNode golden = golden(name);

        Object message = ContractJson.MAPPER.treeToValue(golden, type);

        assertThat(ContractJson.MAPPER.readTree(ContractJson.MAPPER.writeValueAsBytes(message)))
                .isEqualTo(golden);
    }

    /** The golden files without the newer fields are what earlier services wrote. */
    @Test
    void readsWhatIsAbsentAsNotWanted() throws IOException {
        Prediction before = (Prediction) ContractJson.MAPPER.treeToValue(golden("prediction"), JobOutcome.class);

        assertThat(before.job().wantsActivationMap()).isFalse();
        assertThat(before.labelMass()).isNull();
        assertThat(before.activationMap()).isNull();
        assertThat(before.provenance().variant()).isNull();
    }

    @Test
    void writesNothingForAMapThatIsNotWanted() throws IOException {
        ObjectNode said = (ObjectNode) golden("image-job");
        said.put("activationMap", false);

        ImageJob job = ContractJson.MAPPER.treeToValue(said, ImageJob.class);

        assertThat(ContractJson.MAPPER.writeValueAsString(job)).doesNotContain("activationMap");
    }

    @Test
    void handsABatchsWishForMapsToItsJobs() throws IOException {
        ObjectNode wishing = (ObjectNode) golden("batch-accepted");
        wishing.put("activationMaps", true);

        BatchAccepted batch = ContractJson.MAPPER.treeToValue(wishing, BatchAccepted.class);

        assertThat(batch.job(batch.images().get(0), "resnet34").wantsActivationMap())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1", "\"NaN\""})
    void refusesALabelMassThatIsNoProbability(String mass) throws IOException {
        ObjectNode prediction = (ObjectNode) golden("prediction");
        prediction.set("labelMass", ContractJson.MAPPER.readTree(mass));

        assertThatThrownBy(() -> ContractJson.MAPPER.treeToValue(prediction, JobOutcome.class))
                .hasMessageContaining("labelMass must be in [0, 1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/rows|2|rows times columns",
                "/rows|129|1 to 128 rows",
                "/maps/0/cells/0|\"NaN\"|not a finite number",
                "/field/width|0|positive sides"
            })
    void refusesMapsOfAnotherShape(String at, String value, String reason) throws IOException {
        ObjectNode maps = (ObjectNode) golden("activation-maps");
        int end = at.lastIndexOf('/');
        JsonNode parent = maps.at(at.substring(0, end));
        JsonNode replaced = ContractJson.MAPPER.readTree(value);
        if (parent instanceof ArrayNode cells) {
            cells.set(Integer.parseInt(at.substring(end + 1)), replaced);
        } else {
            ((ObjectNode) parent).set(at.substring(end + 1), replaced);
        }

        assertThatThrownBy(() -> ContractJson.MAPPER.treeToValue(maps, ActivationMaps.class))
                .hasMessageContaining(reason);
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
