package io.histostream.results.evaluation.statistics;

/** A sample's images in the order of {@link ScoreBins}, to work out the calibration error for any weights of patients. */
final class BinSums {

    private final int[] ends = new int[ScoreBins.COUNT];
    private final int[] patients;
    private final double[] excess;

    BinSums(Sample sample) {
        int[] bins = new int[sample.size()];
        for (int row = 0; row < bins.length; row++) {
            bins[row] = ScoreBins.of(sample.score(row));
            ends[bins[row]]++;
        }
        int[] next = new int[ends.length];
        for (int bin = 1; bin < ends.length; bin++) {
            next[bin] = ends[bin - 1];
            ends[bin] += ends[bin - 1];
        }
        patients = new int[bins.length];
        excess = new double[bins.length];
        for (int row = 0; row < bins.length; row++) {
            int place = next[bins[row]]++;
            patients[place] = sample.patient(row);
            excess[place] = sample.score(row) - (sample.truth(row) ? 1 : 0);
        }
    }

    /** Sum over bins of their share times the distance of mean score and observed share; NaN for no image. */
    double calibrationError(int[] weights, long total) {
        double distances = 0;
        int place = 0;
        for (int end : ends) {
            double sum = 0;
            for (; place < end; place++) {
                sum += weights[patients[place]] * excess[place];
            }
            distances += Math.abs(sum);
        }
        return distances / total;
    }
}
