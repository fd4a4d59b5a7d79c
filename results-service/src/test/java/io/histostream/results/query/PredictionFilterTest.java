package io.histostream.results.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.outcome.JobState;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionFilterTest {

    private final MultivaluedMap<String, String> given = new MultivaluedHashMap<>();

    @Test
    void readsEveryParameter() {
        UUID batch = UUID.randomUUID();
        given.add("batch", batch.toString());
        given.add("dataset", "study");
        given.add("patient", "p-1");
        given.add("slide", "slide-1");
        given.add("magnification", "40.0");
        given.add("model", "resnet34");
        given.add("label", "malignant");
        given.add("state", "SUCCEEDED");
        given.add("minScore", "0.25");
        given.add("maxScore", "0.75");
        given.add("from", "2026-11-23T16:00:00+01:00");
        given.add("to", "2026-11-23T16:00:00.5Z");

        assertThat(read())
                .isEqualTo(new PredictionFilter(
                        batch,
                        "study",
                        "p-1",
                        "slide-1",
                        Magnification.of(40),
                        "resnet34",
                        "malignant",
                        JobState.SUCCEEDED,
                        0.25,
                        0.75,
                        Instant.parse("2026-11-23T15:00:00Z"),
                        Instant.parse("2026-11-23T16:00:00.5Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "batch, 1-1-1-1-1",
        "batch, x",
        "dataset, -x",
        "dataset, ''",
        "patient, Jane Doe",
        "slide, a/b",
        "magnification, 0",
        "magnification, 1E+9999999",
        "magnification, forty",
        "model, ResNet",
        "label, ' '",
        "state, succeeded",
        "minScore, NaN",
        "minScore, -0.1",
        "maxScore, 1.1",
        "from, yesterday",
        "to, 2026-11-23"
    })
    void refusesAWrongValueWithoutRepeatingIt(String name, String value) {
        given.add(name, value);

        assertThatThrownBy(this::read).isInstanceOfSatisfying(ProblemException.class, exception -> {
            assertThat(exception.problem().code()).isEqualTo(ProblemCode.INVALID_REQUEST);
            assertThat(exception.problem().errors()).hasSize(1);
            if (value.length() > 2) {
                assertThat(exception.problem().errors().toString()).doesNotContain(value);
            }
        });
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        given.add("magnificaton", "40");

        assertThatThrownBy(this::read).isInstanceOfSatisfying(ProblemException.class, exception -> assertThat(
                        exception.problem().code())
                .isEqualTo(ProblemCode.UNKNOWN_FIELD));
    }

    @Test
    void refusesAParameterThatIsGivenTwice() {
        given.add("model", "resnet34");
        given.add("model", "alexnet");

        assertThatThrownBy(this::read).isInstanceOf(ProblemException.class);
    }

    private PredictionFilter read() {
        QueryParameters parameters = new QueryParameters(given);
        PredictionFilter filter = PredictionFilter.read(parameters);
        parameters.requireValid();
        return filter;
    }
}
