package io.histostream.results;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.BatchImage;
import io.histostream.contracts.FailureCode;
import io.histostream.contracts.Ids;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.ImageReference;
import io.histostream.contracts.JobFailure;
import io.histostream.contracts.LabelScore;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.ModelReference;
import io.histostream.contracts.Prediction;
import io.histostream.contracts.Provenance;
import io.histostream.contracts.Specimen;
import io.histostream.contracts.Timings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Messages as the other services send them. */
public final class SampleMessages {

    public static final String TENANT = "default";
    public static final String DIGEST = "d".repeat(64);
    private static final int[] MAGNIFICATIONS = {40, 100, 200, 400};

    private SampleMessages() {}

    /** A new batch of {@code images} images that no other batch has. */
    public static BatchAccepted batch(int images, String... models) {
        return batch(TENANT, "study", Instant.now(), images, models);
    }

    public static BatchAccepted batch(
            String tenant, String dataset, Instant submittedAt, int images, String... models) {
        UUID id = UUID.randomUUID();
        List<BatchImage> all =
                IntStream.range(0, images).mapToObj(i -> image(tenant, id, i)).toList();
        return new BatchAccepted(1, id, tenant, dataset, List.of(models), submittedAt, all, null);
    }

    private static BatchImage image(String tenant, UUID batch, int number) {
        String sha256 = Ids.image("seed", batch + "/" + number).toString().replace("-", "") + "0".repeat(32);
        return new BatchImage(
                Ids.image(tenant, sha256),
                new ImageReference("images/" + sha256, sha256, "image/png", 1000 + number),
                new Specimen("p-" + number % 3, "s-" + number % 5, "slide-" + number % 7),
                Magnification.of(MAGNIFICATIONS[number % MAGNIFICATIONS.length]));
    }

    /** Every job of a batch. */
    public static List<ImageJob> jobs(BatchAccepted batch) {
        return batch.models().stream()
                .flatMap(model -> batch.images().stream().map(image -> batch.job(image, model)))
                .toList();
    }

    public static Prediction prediction(ImageJob job, double malignant) {
        return prediction(job, malignant, malignant >= 0.5 ? "malignant" : "benign");
    }

    public static Prediction prediction(ImageJob job, double malignant, String label) {
        List<LabelScore> scores =
                List.of(new LabelScore("benign", 1 - malignant), new LabelScore("malignant", malignant));
        return new Prediction(
                1,
                job,
                new ModelReference(job.model(), "1.0.0", DIGEST),
                label,
                scores,
                new Provenance(DIGEST, "cpu", "1.29.0", 8, null),
                new Timings(1, 2, 3, 4),
                Instant.now(),
                null,
                null);
    }

    public static JobFailure failure(ImageJob job, String detail) {
        return new JobFailure(
                1, job, new ModelReference(job.model(), "1.0.0", DIGEST), FailureCode.TRUNCATED, detail, Instant.now());
    }
}
