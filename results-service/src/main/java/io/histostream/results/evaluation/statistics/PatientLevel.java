package io.histostream.results.evaluation.statistics;

import java.util.stream.IntStream;

/**
 * A sample with one row for each patient: the mean of the images' positive scores.
 *
 * @param sample the patients whose images are all of one truth, in the order of their numbers
 * @param mixedPatients patients left out, as they have images of both truths
 */
public record PatientLevel(Sample sample, int mixedPatients) {

    /** @param threshold a patient is predicted positive from this mean score on */
    public static PatientLevel of(Sample images, double threshold) {
        int patients = images.patients();
        double[] sums = new double[patients];
        int[] counts = new int[patients];
        int[] positives = new int[patients];
        for (int row = 0; row < images.size(); row++) {
            int patient = images.patient(row);
            sums[patient] += images.score(row);
            counts[patient]++;
            positives[patient] += images.truth(row) ? 1 : 0;
        }
        int[] kept = IntStream.range(0, patients)
                .filter(patient -> positives[patient] == 0 || positives[patient] == counts[patient])
                .toArray();
        double[] scores = new double[kept.length];
        boolean[] truths = new boolean[kept.length];
        boolean[] predictions = new boolean[kept.length];
        for (int row = 0; row < kept.length; row++) {
            scores[row] = Math.min(1, sums[kept[row]] / counts[kept[row]]);
            truths[row] = positives[kept[row]] > 0;
            predictions[row] = scores[row] >= threshold;
        }
        return new PatientLevel(new Sample(scores, truths, predictions, kept), patients - kept.length);
    }
}
