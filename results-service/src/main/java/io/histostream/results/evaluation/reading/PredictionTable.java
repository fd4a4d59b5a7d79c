package io.histostream.results.evaluation.reading;

import io.histostream.contracts.Magnification;
import java.util.List;
import java.util.UUID;

/**
 * The labelled images of a data set or batch, and what each model version says of them. Images are numbered; {@code -1}
 * stands for none.
 *
 * @param allImages images with and without a label
 * @param truths index of the label by image
 * @param patientOf index of the patient by image
 * @param magnificationOf index of the magnification by image
 * @param magnifications in ascending order
 * @param columns by model and version
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of one table: never compared, and copied by nobody.
public record PredictionTable(
        Scope scope,
        int allImages,
        UUID[] images,
        int[] truths,
        int[] patientOf,
        int[] magnificationOf,
        List<String> labels,
        List<String> patients,
        List<Magnification> magnifications,
        List<VersionColumn> columns) {

    public int labelled() {
        return images.length;
    }

    public String truth(int image) {
        return labels.get(truths[image]);
    }
}
