package io.histostream.cli.submit;

import io.histostream.cli.client.AcceptedBatch;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a submission.
 *
 * @param images the submitted images by digest
 * @param rejected files that the server refused
 * @param duplicates how many files were left out since another has the same content
 * @param contradicted digests of images that are labelled differently under several file names
 */
public record SubmissionResult(
        List<AcceptedBatch> batches,
        Map<String, LocalImage> images,
        List<Rejection> rejected,
        int duplicates,
        Set<String> contradicted) {

    public int jobs() {
        return batches.stream().mapToInt(AcceptedBatch::jobs).sum();
    }
}
