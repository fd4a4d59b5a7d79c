package io.histostream.results.evaluation.statistics.paired;

import java.util.stream.IntStream;

/** Ranks from 1, ties sharing the mean of theirs. */
final class Midranks {

    private Midranks() {}

    static double[] of(double[] values) {
        int[] ascending = IntStream.range(0, values.length)
                .boxed()
                .sorted((left, right) -> Double.compare(values[left], values[right]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        int start = 0;
        while (start < ascending.length) {
            int end = start + 1;
            while (end < ascending.length && values[ascending[end]] == values[ascending[start]]) {
                end++;
            }
            for (int place = start; place < end; place++) {
                ranks[ascending[place]] = (start + 1 + end) / 2.0;
            }
            start = end;
        }
        return ranks;
    }
}
