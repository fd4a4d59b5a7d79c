package io.histostream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AsyncAPI document says what the records are. */
class AsyncApiTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                ActivationMaps.class,
                BatchAccepted.class,
                BatchImage.class,
                ImageJob.class,
                ImageReference.class,
                ModelInService.class,
                ModelReference.class,
                Specimen.class
            })
    void namesTheFieldsOfEveryRecord(Class<?> message) throws IOException {
        assertThat(fields(message.getSimpleName())).isEqualTo(components(message));
    }

    @ParameterizedTest
    @ValueSource(classes = {Prediction.class, JobFailure.class})
    void namesTheFieldsOfEveryOutcome(Class<?> outcome) throws IOException {
        Set<String> expected = new LinkedHashSet<>(components(outcome));
        expected.add("outcome");

        assertThat(fields(outcome.getSimpleName())).isEqualTo(expected);
    }

    @Test
    void namesEveryFailureCode() throws IOException {
        Set<String> codes = new TreeSet<>();
        document().at("/components/schemas/JobFailure/properties/code/enum").forEach(code -> codes.add(code.asText()));

        assertThat(codes)
                .isEqualTo(Arrays.stream(FailureCode.values()).map(Enum::name).collect(Collectors.toSet()));
    }

    private static Set<String> fields(String schema) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        document()
                .at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static Set<String> components(Class<?> message) {
        return Arrays.stream(message.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    private static JsonNode document() throws IOException {
        try (InputStream file = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(file);
        }
    }
}
