package io.histostream.results.evaluation.statistics.paired;

import io.histostream.results.evaluation.statistics.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction of several p-values. */
public final class Holm {

    private Holm() {}

    /** The corrected p-values in the order given; an undefined one stays so and does not count as a test. */
    public static List<Figure> corrected(List<Figure> pValues) {
        List<Figure> corrected = new ArrayList<>(pValues);
        List<Integer> ascending = IntStream.range(0, pValues.size())
                .boxed()
                .filter(index -> pValues.get(index).isDefined())
                .sorted(Comparator.comparing(index -> pValues.get(index).value()))
                .toList();
        double greatest = 0;
        for (int rank = 0; rank < ascending.size(); rank++) {
            int index = ascending.get(rank);
            greatest = Math.max(greatest, pValues.get(index).value() * (ascending.size() - rank));
            corrected.set(index, Figure.of(Math.min(1, greatest)));
        }
        return corrected;
    }
}
