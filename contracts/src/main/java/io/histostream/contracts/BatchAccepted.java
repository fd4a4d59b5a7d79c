package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A batch is durable and its jobs will come. Topic {@link Topics#BATCHES}, key batch id. It is also the manifest that
 * the ingest service keeps in the image store: every job can be made from it again, with the same id.
 *
 * @param dataset the lab's name for a collection of batches, or {@code null}
 * @param models names of the models that shall classify every image
 * @param activationMaps true where the lab asked for heat maps, or {@code null}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchAccepted(
        int schemaVersion,
        UUID batchId,
        String tenant,
        String dataset,
        List<String> models,
        Instant submittedAt,
        List<BatchImage> images,
        Boolean activationMaps) {

    public static final int SCHEMA_VERSION = 1;

    public BatchAccepted {
        SchemaVersion.require(SCHEMA_VERSION, schemaVersion);
        Objects.requireNonNull(batchId, "batchId");
        Names.requireTenant(tenant);
        Names.datasetOrNull(dataset);
        models = List.copyOf(models);
        models.forEach(Names::requireModel);
        Objects.requireNonNull(submittedAt, "submittedAt");
        images = List.copyOf(images);
        activationMaps = ImageJob.trueOrNull(activationMaps);
        if (models.isEmpty() || images.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one model and one image");
        }
    }

    /** The job of one image of this batch for one model; the same call always makes the same job. */
    public ImageJob job(BatchImage image, String model) {
        return new ImageJob(
                ImageJob.SCHEMA_VERSION,
                Ids.job(batchId, image.imageId(), model),
                batchId,
                image.imageId(),
                tenant,
                dataset,
                image.image(),
                image.specimen(),
                image.magnification(),
                model,
                submittedAt,
                activationMaps);
    }

    /** How many jobs this batch has. */
    public int jobCount() {
        return images.size() * models.size();
    }
}
