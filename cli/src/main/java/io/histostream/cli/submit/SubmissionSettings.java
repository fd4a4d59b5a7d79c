package io.histostream.cli.submit;

import io.histostream.cli.client.BatchRequest;
import java.nio.file.Path;
import java.util.List;

/**
 * How to submit.
 *
 * @param server the ingest service, as part of the name under which progress is noted
 * @param dataset {@code null} for none
 * @param models empty for all in service
 * @param activationMaps whether heat maps are wanted
 * @param batchSize most images in a batch
 * @param parallel how many uploads at once
 * @param round the same images are posted once in each round; {@code null} for the only one
 * @param notes folder of notes to go on with after an interruption
 */
public record SubmissionSettings(
        String server,
        String dataset,
        List<String> models,
        boolean activationMaps,
        int batchSize,
        int parallel,
        String round,
        Path notes) {

    BatchRequest request(List<HashedImage> images) {
        return new BatchRequest(
                dataset,
                models,
                images.stream().map(HashedImage::posted).toList(),
                activationMaps ? Boolean.TRUE : null);
    }

    /** What tells this round's keys from another's. */
    String roundMark() {
        return round == null ? "" : "\n" + round;
    }
}
