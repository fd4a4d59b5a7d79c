package io.histostream.results.evaluation.statistics.paired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Reference;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedReferenceTest {

    @Test
    void deLongEqualsItsDefinitionByAllPairs() {
        int defined = 0;
        for (JsonNode one : Reference.cases("samples")) {
            DeLong found = DeLong.of(Reference.first(one), Reference.second(one), 0.95);
            JsonNode expected = one.get("delong");
            if (expected.isNull()) {
                assertThat(found.first().undefined()).isNotBlank();
                assertThat(found.p().undefined()).isNotBlank();
                continue;
            }
            assertSame(found.first(), expected.get("first"));
            assertSame(found.second(), expected.get("second"));
            assertSame(found.difference(), expected.get("difference"));
            assertSame(DeLong.auc(Reference.first(one), 0.95), expected.get("first"));
            Reference.assertSame("z", found.z().value(), expected.get("z"));
            Reference.assertSame("p", found.p().value(), expected.get("p"));
            defined += found.p().isDefined() ? 1 : 0;
        }
        assertThat(defined).isGreaterThanOrEqualTo(50);
    }

    private static void assertSame(Figure found, JsonNode expected) {
        Reference.assertSame("value", found.value(), expected.get(0));
        Reference.assertSame("low", found.low(), expected.get(1));
        Reference.assertSame("high", found.high(), expected.get(2));
        assertThat(found.noInterval() != null).isEqualTo(expected.get(1).isNull());
    }

    @Test
    void mcNemarEqualsStatsmodels() {
        for (JsonNode one : Reference.cases("mcnemar")) {
            Reference.assertSame(
                    one.toString(), McNemar.p(one.get(0).asInt(), one.get(1).asInt()), one.get(2));
        }
        for (JsonNode one : Reference.cases("samples")) {
            McNemar found = McNemar.of(Reference.first(one), Reference.second(one));
            assertThat(found.onlyFirstRight())
                    .isEqualTo(one.get("mcnemar").get(0).asLong());
            assertThat(found.onlySecondRight())
                    .isEqualTo(one.get("mcnemar").get(1).asLong());
            Reference.assertSame("p", found.p().value(), one.get("mcnemar").get(2));
        }
    }

    @Test
    void signedRankEqualsScipy() {
        for (JsonNode one : Reference.cases("wilcoxon")) {
            SignedRank found = SignedRank.of(Reference.doubles(one.get(0)));
            Reference.assertSame(one.toString(), found.statistic().value(), one.get(1));
            Reference.assertSame(one.toString(), found.p().value(), one.get(2));
        }
    }

    @Test
    void holmEqualsStatsmodels() {
        for (JsonNode one : Reference.cases("holm")) {
            List<Figure> found = Holm.corrected(figures(Reference.doubles(one.get(0))));
            assertThat(found).hasSize(one.get(1).size());
            for (int index = 0; index < found.size(); index++) {
                Reference.assertSame(
                        one.toString(), found.get(index).value(), one.get(1).get(index));
            }
        }
    }

    @Test
    void holmLeavesUndefinedTestsOut() {
        Figure undefined = Figure.undefined("no image");

        List<Figure> corrected = Holm.corrected(List.of(Figure.of(0.04), undefined, Figure.of(0.01)));

        assertThat(corrected).containsExactly(Figure.of(0.04), undefined, Figure.of(0.02));
    }

    @Test
    void noFoldAndNoDifferenceAreSaid() {
        assertThat(SignedRank.of(new double[0], new double[0]).p().undefined()).isEqualTo("no fold");
        assertThat(SignedRank.of(new double[14], new double[14]).p().undefined())
                .isEqualTo("no fold differs");
        assertThat(McNemar.p(0, 0)).isEqualTo(1);
    }

    private static List<Figure> figures(double[] values) {
        return Arrays.stream(values).mapToObj(Figure::of).toList();
    }
}
