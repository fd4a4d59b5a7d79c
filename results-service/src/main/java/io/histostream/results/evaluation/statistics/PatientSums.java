package io.histostream.results.evaluation.statistics;

/** What each patient's images come to, to be added up for any weights of the patients. */
final class PatientSums {

    private static final int CELLS = 4;

    private final int[] cells;
    private final double[] squaredErrors;
    private final double[] sharesRight;

    /** Sums over the patients drawn; a patient counts as often as it was drawn. */
    record Totals(Confusion confusion, double squaredErrors, double sharesRight, long patients) {}

    PatientSums(Sample sample) {
        cells = new int[CELLS * sample.patients()];
        squaredErrors = new double[sample.patients()];
        sharesRight = new double[sample.patients()];
        int[] images = new int[sample.patients()];
        for (int row = 0; row < sample.size(); row++) {
            int patient = sample.patient(row);
            double error = sample.score(row) - (sample.truth(row) ? 1 : 0);
            cells[CELLS * patient + Confusion.cell(sample, row)]++;
            squaredErrors[patient] += error * error;
            sharesRight[patient] += sample.right(row) ? 1 : 0;
            images[patient]++;
        }
        for (int patient = 0; patient < images.length; patient++) {
            sharesRight[patient] /= images[patient];
        }
    }

    int count() {
        return sharesRight.length;
    }

    Totals of(int[] weights) {
        long truePositive = 0;
        long falsePositive = 0;
        long trueNegative = 0;
        long falseNegative = 0;
        double errors = 0;
        double shares = 0;
        long patients = 0;
        for (int patient = 0; patient < weights.length; patient++) {
            long weight = weights[patient];
            truePositive += weight * cells[CELLS * patient];
            falsePositive += weight * cells[CELLS * patient + 1];
            trueNegative += weight * cells[CELLS * patient + 2];
            falseNegative += weight * cells[CELLS * patient + 3];
            errors += weight * squaredErrors[patient];
            shares += weight * sharesRight[patient];
            patients += weight;
        }
        Confusion confusion = new Confusion(truePositive, falsePositive, trueNegative, falseNegative);
        return new Totals(confusion, errors, shares, patients);
    }
}
