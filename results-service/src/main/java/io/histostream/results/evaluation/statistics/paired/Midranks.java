package io.histostream.results.evaluation.statistics.paired;

import java.util.Arrays;

/** Ranks from 1, ties sharing the mean of theirs. */
final class Midranks {

    private Midranks() {}

    static double[] of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] distinct = new double[sorted.length];
        double[] midranks = new double[sorted.length];
        int count = 0;
        int start = 0;
        for (int end = 1; end <= sorted.length; end++) {
            if (end == sorted.length || sorted[end] != sorted[start]) {
                distinct[count] = sorted[start];
                midranks[count++] = (start + 1 + end) / 2.0;
                start = end;
            }
        }
        double[] ranks = new double[values.length];
        for (int index = 0; index < ranks.length; index++) {
            ranks[index] = midranks[Arrays.binarySearch(distinct, 0, count, values[index])];
        }
        return ranks;
    }
}
