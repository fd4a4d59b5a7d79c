package io.histostream.results.evaluation.statistics;

import java.util.Arrays;

/**
 * What one model said of the labelled images: for each its score of the positive label, whether it is positive in
 * truth, whether it was predicted so, and its patient. Immutable; a row keeps the place that the caller gave it.
 */
public final class Sample {

    private final double[] scores;
    private final boolean[] truths;
    private final boolean[] predictions;
    private final int[] patients;
    private final int patientCount;
    private final int positives;

    /**
     * @param scores score of the positive label, from 0 to 1
     * @param truths whether the image is positive in truth
     * @param predictions whether the model's label was the positive one
     * @param patients equal for images of one patient; an image of an unknown patient has a number of its own. Only
     *     equality and order matter: the bootstrap draws patients in the order of their numbers
     */
    public Sample(double[] scores, boolean[] truths, boolean[] predictions, int[] patients) {
        if (scores.length != truths.length || scores.length != predictions.length || scores.length != patients.length) {
            throw new IllegalArgumentException("Scores, truths, predictions and patients differ in number");
        }
        this.scores = new double[scores.length];
        int count = 0;
        for (int row = 0; row < scores.length; row++) {
            this.scores[row] = checked(scores[row]);
            count += truths[row] ? 1 : 0;
        }
        this.truths = truths.clone();
        this.predictions = predictions.clone();
        int[] distinct = Arrays.stream(patients).sorted().distinct().toArray();
        this.patients = Arrays.stream(patients)
                .map(patient -> Arrays.binarySearch(distinct, patient))
                .toArray();
        this.patientCount = distinct.length;
        this.positives = count;
    }

    private static double checked(double score) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("A score lies between 0 and 1, not " + score);
        }
        return score + 0.0; // -0.0 and 0.0 are one score
    }

    public int size() {
        return scores.length;
    }

    public double score(int row) {
        return scores[row];
    }

    public boolean truth(int row) {
        return truths[row];
    }

    public boolean predicted(int row) {
        return predictions[row];
    }

    public boolean right(int row) {
        return truths[row] == predictions[row];
    }

    /** The row's patient, from 0 to {@link #patients()} - 1. */
    public int patient(int row) {
        return patients[row];
    }

    public int patients() {
        return patientCount;
    }

    public int positives() {
        return positives;
    }

    public int negatives() {
        return scores.length - positives;
    }

    /** Refuses two samples that are not of the same images in the same order, as far as can be told. */
    public static void requireSameImages(Sample first, Sample second) {
        if (!Arrays.equals(first.truths, second.truths) || !Arrays.equals(first.patients, second.patients)) {
            throw new IllegalArgumentException("A paired comparison needs the same images in the same order");
        }
    }

    /** Why nothing that needs both classes can be said, or {@code null} where both are there. */
    public String lacksClass() {
        return Undefined.classes(positives(), negatives());
    }

    double[] scoresCopy() {
        return scores.clone();
    }
}
