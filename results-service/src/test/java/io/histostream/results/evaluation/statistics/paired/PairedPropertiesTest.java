package io.histostream.results.evaluation.statistics.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.histostream.results.evaluation.statistics.Figure;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class PairedPropertiesTest {

    @Property(tries = 200)
    void mcNemarIsSymmetric(@ForAll @IntRange(max = 5000) int first, @ForAll @IntRange(max = 5000) int second) {
        assertThat(McNemar.p(first, second)).isEqualTo(McNemar.p(second, first)).isBetween(0.0, 1.0);
    }

    @Property(tries = 200)
    void holmKeepsTheOrderAndNeverLowersAPValue(@ForAll double[] any) {
        double[] values = Arrays.stream(any)
                .map(value -> Math.abs(Math.sin(value)))
                .filter(Double::isFinite)
                .sorted()
                .toArray();

        List<Figure> corrected = Holm.corrected(figures(values));

        assertThat(corrected).extracting(Figure::value).isSorted();
        for (int index = 0; index < values.length; index++) {
            assertThat(corrected.get(index).value()).isBetween(values[index], 1.0);
        }
    }

    @Property(tries = 200)
    void signedRankIsTheSameForEitherOrder(@ForAll List<@DoubleRange(min = -2, max = 2) Double> differences) {
        double[] there = differences.stream()
                .mapToDouble(value -> Math.rint(value * 4) / 4)
                .toArray();
        double[] back = Arrays.stream(there).map(value -> -value).toArray();

        SignedRank one = SignedRank.of(there);

        assertThat(SignedRank.of(back).statistic()).isEqualTo(one.statistic());
        assertThat(SignedRank.of(back).p().isDefined()).isEqualTo(one.p().isDefined());
        if (one.p().isDefined()) {
            assertThat(SignedRank.of(back).p().value()).isEqualTo(one.p().value(), within(1e-12));
        }
    }

    private static List<Figure> figures(double[] values) {
        return Arrays.stream(values).mapToObj(Figure::of).toList();
    }
}
