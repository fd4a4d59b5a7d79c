package io.histostream.results.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CardTest {

    private static final String WHOLE = """
            {"family": "cnn", "architecture": "resnet34", "labels": ["benign", "malignant"], "positiveLabel": "malignant",
             "decisionThreshold": 0.4, "temperature": 0.9,
             "training": {"trainPatients": ["p-1", 22549], "validationPatients": ["p-2"], "heldOutPatients": ["p-3"],
                          "crossValidation": {"fold": 2, "folds": 5}},
             "metrics": {"heldOut": {"overall": {"auc": 0.9}}}}
            """;

    @Test
    void tellsWhatTheCardSays() throws JsonProcessingException {
        Card card = card(WHOLE);

        assertThat(card.family()).contains("cnn");
        assertThat(card.labels()).containsExactly("benign", "malignant");
        assertThat(card.positiveLabel()).contains("malignant");
        assertThat(card.decisionThreshold()).isEqualTo(0.4);
        assertThat(card.temperature()).isEqualTo(0.9);
        assertThat(card.crossValidation()).contains(new Card.CrossValidation(2, 5));
        assertThat(card.heldOut().orElseThrow().contains("p-3")).isTrue();
        assertThat(card.metrics().at("/heldOut/overall/auc").asDouble()).isEqualTo(0.9);
    }

    @Test
    void countsAmongThoseItHasLearntFromWhoeverEndedItsTraining() throws JsonProcessingException {
        Patients patients = card(WHOLE).learntFrom().orElseThrow();

        assertThat(patients.count()).isEqualTo(3);
        assertThat(patients.contains("p-1")).isTrue();
        assertThat(patients.contains("p-2")).isTrue();
        assertThat(patients.contains("p-3")).isFalse();
    }

    @Test
    void readsAPseudonymOfDigitsThatYamlTookForANumber() throws JsonProcessingException {
        assertThat(card(WHOLE).learntFrom().orElseThrow().contains("22549")).isTrue();
    }

    @Test
    void doesNotTakeACardThatListsNobodyForOneThatHasLearntFromNobody() throws JsonProcessingException {
        assertThat(card("{}").learntFrom()).isEmpty();
        assertThat(card("{\"training\": {\"trainPatients\": []}}").learntFrom()).isPresent();
    }

    @Test
    void isOfNoCrossValidationUnlessItSaysSo() throws JsonProcessingException {
        assertThat(card("{\"training\": {\"fold\": 0, \"folds\": 5}}").crossValidation())
                .isEmpty();
    }

    private static Card card(String json) throws JsonProcessingException {
        return new Card(
                "resnet34", "1.0.0", "a".repeat(64), Instant.EPOCH, Instant.EPOCH, ContractJson.MAPPER.readTree(json));
    }
}
