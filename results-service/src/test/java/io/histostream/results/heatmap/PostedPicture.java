package io.histostream.results.heatmap;

import static io.histostream.results.SampleMessages.DIGEST;
import static io.histostream.results.SampleMessages.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.contracts.ActivationMaps;
import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.BatchImage;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.Ids;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.ImageReference;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.LabelScore;
import io.histostream.contracts.ModelReference;
import io.histostream.contracts.Prediction;
import io.histostream.contracts.Provenance;
import io.histostream.contracts.Specimen;
import io.histostream.contracts.Timings;
import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.results.batch.BatchTable;
import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobTable;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;

/** One picture, seen by a model whose map for malignant is hot in row 1 of 2, column 2 of 3, and for benign at 0, 0. */
final class PostedPicture {

    static final int WIDTH = 120;
    static final int HEIGHT = 80;

    private final BatchTable batches;
    private final JobTable jobs;
    private final FolderImageStore store;
    private final BufferedImage picture;
    private final ImageJob job;

    PostedPicture(BatchTable batches, JobTable jobs, ImageStoreConfig config) throws Exception {
        this.batches = batches;
        this.jobs = jobs;
        Path folder = config.folder().orElseThrow();
        FolderImageStore.initialise(folder, true);
        store = new FolderImageStore(folder);
        picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, ThreadLocalRandom.current().nextInt(1 << 16));
        job = accept(TENANT, PictureDecoderTest.encoded(picture, "png"), "image/png");
        predict(job);
    }

    BufferedImage picture() {
        return picture;
    }

    ImageJob job() {
        return job;
    }

    void predict(ImageJob predicted) throws Exception {
        jobs.complete(List.of(JobRow.of(prediction(predicted).withActivationMap(keep(maps(predicted))))));
    }

    void predictWithoutMap(ImageJob predicted) throws Exception {
        jobs.complete(List.of(JobRow.of(prediction(predicted))));
    }

    /** The picture of an answer, which must have one. */
    static BufferedImage png(Response answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("image/png");
        return ImageIO.read(new ByteArrayInputStream(answer.asByteArray()));
    }

    /** Stores an image, and accepts a batch of it for a model with maps. */
    ImageJob accept(String tenant, byte[] bytes, String mediaType) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        StoreKey key = StoreKey.image(tenant, sha256);
        write(key, bytes);
        BatchImage image = new BatchImage(
                Ids.image(tenant, sha256),
                new ImageReference(key.value(), sha256, mediaType, bytes.length),
                Specimen.UNKNOWN,
                null);
        BatchAccepted batch = new BatchAccepted(
                1, UUID.randomUUID(), tenant, null, List.of("resnet34"), Instant.now(), List.of(image), true);
        batches.accept(batch);
        return batch.job(image, "resnet34");
    }

    private static Prediction prediction(ImageJob job) {
        return new Prediction(
                JobOutcome.SCHEMA_VERSION,
                job,
                new ModelReference("resnet34", "1.0.0", DIGEST),
                "malignant",
                List.of(new LabelScore("benign", 0.25), new LabelScore("malignant", 0.75)),
                new Provenance(DIGEST, "cpu", "1.29.0", 1, "int8"),
                new Timings(1, 1, 1, 1),
                Instant.now(),
                0.75,
                null);
    }

    private static ActivationMaps maps(ImageJob job) {
        return new ActivationMaps(
                1,
                job.jobId(),
                new ModelReference("resnet34", "1.0.0", DIGEST),
                "int8",
                "cam",
                2,
                3,
                new ActivationMaps.Field(null, 32, 24),
                List.of(
                        new ActivationMaps.LabelMap("benign", List.of(2f, 0f, 0f, 0f, 0f, -2f)),
                        new ActivationMaps.LabelMap("malignant", List.of(-2f, 0f, 0f, 0f, 0f, 2f))));
    }

    private String keep(ActivationMaps maps) throws Exception {
        StoreKey key = StoreKey.activationMaps(TENANT, maps.jobId(), DIGEST, maps.variant());
        write(key, ContractJson.MAPPER.writeValueAsBytes(maps));
        return key.value();
    }

    private void write(StoreKey key, byte[] bytes) {
        try (PendingObject object = store.begin()) {
            object.write(bytes);
            object.commit(key);
        }
    }
}
