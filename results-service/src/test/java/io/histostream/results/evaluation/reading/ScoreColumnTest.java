package io.histostream.results.evaluation.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreColumnTest {

    private static final String BACH =
            "[{\"label\": \"normal\", \"score\": 0.5}, {\"label\": \"benign\", \"score\": 0.25},"
                    + " {\"label\": \"in situ\", \"score\": 0}, {\"score\": 2.5E-1, \"label\": \"invasive\"}]";

    @Test
    void onlyTheLabelsThatPassAreAdded() {
        assertThat(ScoreColumn.sum(BACH, Set.of("normal", "invasive")::contains))
                .isEqualTo(new ScoreColumn.Sum(0.75, true));
    }

    @Test
    void aModelWithoutTheLabelIsTold() {
        assertThat(ScoreColumn.sum(BACH, "malignant"::equals)).isEqualTo(new ScoreColumn.Sum(0, false));
    }

    @Test
    void aZeroOfTheLabelIsKnown() {
        assertThat(ScoreColumn.sum(BACH, "in situ"::equals)).isEqualTo(new ScoreColumn.Sum(0, true));
    }

    @Test
    void roundingDoesNotLiftASumAboveOne() {
        String json =
                "[{\"label\":\"a\",\"score\":0.7},{\"label\":\"b\",\"score\":0.2},{\"label\":\"c\",\"score\":0.10000000000000012}]";

        assertThat(ScoreColumn.sum(json, label -> true).score()).isEqualTo(1);
    }
}
