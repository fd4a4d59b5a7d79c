package io.histostream.results.evaluation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.LeakGuard;
import io.histostream.results.evaluation.api.LeakGuard.State;
import io.histostream.results.evaluation.reading.Outcome;
import io.histostream.results.evaluation.reading.PredictionTable;
import io.histostream.results.evaluation.reading.Scope;
import io.histostream.results.evaluation.reading.VersionColumn;
import io.histostream.results.model.Card;
import io.histostream.results.model.Pseudonyms;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

    private static final String DIGEST = "d".repeat(64);
    private static final Outcome[] ALL = {
        Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.FAILED, Outcome.MISSING
    };

    @ParameterizedTest
    @CsvSource({
        // Images 0 and 1 are of patient a, 2 to 4 of patient b.
        "'[]', REFUSE, CLEAN, 0, 3",
        "'[\"a\"]', REFUSE, REFUSED, 1, 3",
        "'[\"a\"]', REPORT, CONTAMINATED, 1, 3",
        "'[\"a\"]', EXCLUDE, EXCLUDED, 1, 1",
        "'[\"a\", \"b\"]', EXCLUDE, EXCLUDED, 2, 0",
        "'[\"c\"]', REFUSE, CLEAN, 0, 3"
    })
    void theCardDecides(String trained, Contaminated mode, State state, int patients, int images) {
        Selection selection = select("{\"training\":{\"trainPatients\":" + trained + "}}", mode);

        assertThat(selection.leakGuard().state()).isEqualTo(state);
        assertThat(selection.leakGuard().patients()).isEqualTo(patients);
        assertThat(selection.images()).hasSize(images);
    }

    @Test
    void patientsThatTunedTheModelAreSeenToo() {
        String card =
                "{\"training\":{\"trainPatients\":[],\"validationPatients\":[\"" + Pseudonyms.digest("b") + "\"]}}";

        assertThat(select(card, Contaminated.REFUSE).leakGuard().state()).isEqualTo(State.REFUSED);
    }

    @Test
    void aHeldOutPatientIsCleanUnlessTheSplitWasLeaky() {
        String honest = "{\"training\":{\"trainPatients\":[],\"heldOutPatients\":[\"a\"]}}";
        String leaky = "{\"training\":{\"leaky\":true,\"trainPatients\":[],\"heldOutPatients\":[\"a\"]}}";

        assertThat(select(honest, Contaminated.REFUSE).leakGuard().state()).isEqualTo(State.CLEAN);
        assertThat(select(leaky, Contaminated.REFUSE).leakGuard().state()).isEqualTo(State.REFUSED);
    }

    @Test
    void aCardWithoutAListAndNoCardAtAllAreUnverified() {
        assertThat(select("{\"training\":{}}", Contaminated.REFUSE).leakGuard())
                .isEqualTo(new LeakGuard(
                        State.UNVERIFIED,
                        0,
                        "Unverified: the model card does not list the patients that it was trained on."));
        assertThat(select(null, Contaminated.REFUSE).leakGuard().detail()).contains("no model card is known");
    }

    @Test
    void failuresAndWhatIsMissingAreCounted() {
        Selection selection = select("{\"training\":{\"trainPatients\":[]}}", Contaminated.REFUSE);

        assertThat(selection.failed()).isEqualTo(1);
        assertThat(selection.missing()).isEqualTo(1);
        assertThat(selection.patients()).isEqualTo(2);
    }

    @Test
    void onlyTheMagnificationThatIsAskedForCounts() {
        PredictionTable table = table(column("{\"training\":{\"trainPatients\":[\"a\"]}}"));
        Candidate candidate = Candidates.of(table).get(0);

        Selection at40 = Selector.select(table, List.of(candidate), Magnification.of(40), Contaminated.REFUSE);
        Selection at100 = Selector.select(table, List.of(candidate), Magnification.of(100), Contaminated.REFUSE);
        Selection at2 = Selector.select(table, List.of(candidate), Magnification.of(2), Contaminated.REFUSE);

        assertThat(at40.leakGuard().state()).isEqualTo(State.REFUSED);
        assertThat(at100.leakGuard().state()).isEqualTo(State.CLEAN);
        assertThat(at2.images()).isEmpty();
    }

    @Test
    void aPairIsRefusedForWhomEitherHasSeen() {
        PredictionTable table = table(
                column("{\"training\":{\"trainPatients\":[]}}"), column("{\"training\":{\"trainPatients\":[\"b\"]}}"));

        Selection selection = Selector.select(table, Candidates.of(table), null, Contaminated.EXCLUDE);

        assertThat(selection.leakGuard().state()).isEqualTo(State.EXCLUDED);
        assertThat(selection.images()).containsExactly(0, 1);
    }

    private static Selection select(String card, Contaminated mode) {
        PredictionTable table = table(column(card));
        return Selector.select(table, Candidates.of(table), null, mode);
    }

    private static PredictionTable table(VersionColumn... columns) {
        UUID[] images = new UUID[ALL.length];
        Arrays.setAll(images, i -> new UUID(0, i));
        return new PredictionTable(
                Scope.ofDataset("study"),
                ALL.length,
                images,
                new int[] {0, 0, 1, 1, 1},
                new int[] {0, 0, 1, 1, 1},
                new int[] {0, 0, 1, 1, 1},
                List.of("malignant", "benign"),
                List.of("a", "b"),
                List.of(Magnification.of(40), Magnification.of(100)),
                List.of(columns));
    }

    private static VersionColumn column(String card) {
        List<Card> cards = card == null ? List.of() : List.of(card(card));
        return new VersionColumn(
                "resnet34",
                "1.0.0",
                List.of(DIGEST),
                cards,
                "malignant",
                true,
                ALL,
                new double[ALL.length],
                new int[ALL.length]);
    }

    private static Card card(String json) {
        try {
            return new Card(
                    "resnet34", "1.0.0", DIGEST, Instant.EPOCH, Instant.EPOCH, ContractJson.MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
