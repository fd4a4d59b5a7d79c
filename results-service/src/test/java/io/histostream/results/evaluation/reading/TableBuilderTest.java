package io.histostream.results.evaluation.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TableBuilderTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);
    private static final Map<UUID, String> TRUTHS = Map.of(FIRST, "benign", SECOND, "malignant", THIRD, "benign");

    private final TableBuilder table = new TableBuilder(List.of(), "malignant", label -> label);

    /** The bootstrap draws patients by number: the same study has the same intervals. */
    @Test
    void patientsAreNumberedAlikeWhateverWasPostedFirst() {
        table.image(THIRD, "c", "40");
        table.image(SECOND, "a", "40");
        table.image(FIRST, "b", "40");

        PredictionTable built = table.build(Scope.ofDataset("study"), TRUTHS);

        assertThat(built.patients()).containsExactly("b", "a", "c");
        assertThat(built.patientOf()).containsExactly(0, 1, 2);
    }

    @Test
    void anImageWithoutAPatientHasNone() {
        table.image(SECOND, null, "40");
        table.image(FIRST, "b", "40");

        PredictionTable built = table.build(Scope.ofDataset("study"), TRUTHS);

        assertThat(built.patientOf()).containsExactly(0, -1);
    }
}
