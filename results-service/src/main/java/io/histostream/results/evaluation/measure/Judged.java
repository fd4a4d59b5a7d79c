package io.histostream.results.evaluation.measure;

import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.reading.PredictionTable;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Metric;
import io.histostream.results.evaluation.statistics.PatientLevel;
import io.histostream.results.evaluation.statistics.Sample;
import io.histostream.results.model.Card;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A candidate and the images that it is judged on.
 *
 * @param images numbers in the table
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and changed by nobody.
record Judged(PredictionTable table, Candidate candidate, int[] images) {

    private static final double USUAL_THRESHOLD = 0.5;

    /** A row for each image. */
    Sample byImage() {
        String positive = candidate.positiveLabel();
        double[] scores = new double[images.length];
        boolean[] truths = new boolean[images.length];
        boolean[] predictions = new boolean[images.length];
        int[] patients = new int[images.length];
        for (int row = 0; row < images.length; row++) {
            int image = images[row];
            int patient = table.patientOf()[image];
            scores[row] = candidate.score(table, image);
            truths[row] = table.truth(image).equals(positive);
            predictions[row] = candidate.predicted(table, image).equals(positive);
            // An image of nobody in particular is a patient of its own.
            patients[row] = patient < 0 ? table.patients().size() + row : patient;
        }
        return new Sample(scores, truths, predictions, patients);
    }

    /** Only the images whose patient is known. */
    Judged ofPatients() {
        return new Judged(
                table,
                candidate,
                IntStream.of(images)
                        .filter(image -> table.patientOf()[image] >= 0)
                        .toArray());
    }

    /** Only the images that one fold's version judges. */
    Judged ofFold(int fold) {
        return new Judged(
                table,
                candidate,
                IntStream.of(images)
                        .filter(image -> candidate.fold(table, image) == fold)
                        .toArray());
    }

    PatientLevel byPatient() {
        double threshold = candidate
                .judges()
                .get(0)
                .column()
                .card()
                .map(Card::decisionThreshold)
                .orElse(USUAL_THRESHOLD);
        return PatientLevel.of(ofPatients().byImage(), threshold);
    }

    int patients() {
        return (int) IntStream.of(images)
                .map(image -> table.patientOf()[image])
                .filter(patient -> patient >= 0)
                .distinct()
                .count();
    }

    /** Why no figure can be told though there are images, or {@code null}. */
    String speechless() {
        return images.length > 0 && !candidate.knowsPositiveLabel()
                ? "no label of the model means " + candidate.positiveLabel()
                : null;
    }

    /** The recognition rate is over images at either level: it is a patient's share of images that are right. */
    static Map<Metric, Figure> withRecognition(Map<Metric, Figure> byPatient, Map<Metric, Figure> byImage) {
        byPatient.put(Metric.PATIENT_RECOGNITION, byImage.get(Metric.PATIENT_RECOGNITION));
        return byPatient;
    }
}
