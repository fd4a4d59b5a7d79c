package io.histostream.results.heatmap;

import static io.histostream.results.SampleMessages.DIGEST;
import static io.histostream.results.SampleMessages.TENANT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

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
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HeatMapIT {

    private static final int WIDTH = 120;
    private static final int HEIGHT = 80;

    @Inject
    BatchTable batches;

    @Inject
    JobTable jobs;

    @Inject
    ImageStoreConfig config;

    private FolderImageStore store;
    private BufferedImage picture;
    private ImageJob job;

    /** One picture, seen by a model whose map for malignant is hot in row 1 of 2, column 2 of 3, and for benign at 0, 0. */
    @BeforeEach
    void post() throws Exception {
        Path folder = config.folder().orElseThrow();
        FolderImageStore.initialise(folder, true);
        store = new FolderImageStore(folder);
        picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, ThreadLocalRandom.current().nextInt(1 << 16));
        byte[] png = PictureDecoderTest.encoded(picture, "png");
        job = accept(TENANT, png, "image/png");
        jobs.complete(List.of(JobRow.of(prediction(job).withActivationMap(keep(maps(job))))));
    }

    @Test
    void isHotWhereTheModelSawThePredictedLabel() throws Exception {
        BufferedImage drawn = png(given().queryParam("model", "resnet34").get(path()));

        double[] hottest = OverlayTest.hottest(drawn);
        assertThat(drawn.getWidth()).isEqualTo(WIDTH);
        assertThat(hottest[0]).isCloseTo(2.5 * WIDTH / 3, within(WIDTH / 6.0));
        assertThat(hottest[1]).isCloseTo(1.5 * HEIGHT / 2, within(HEIGHT / 4.0));
    }

    @Test
    void showsAnotherLabelsMapOnRequest() throws Exception {
        BufferedImage drawn = png(given().queryParam("job", job.jobId())
                .queryParam("label", "benign")
                .get(path()));

        double[] hottest = OverlayTest.hottest(drawn);
        assertThat(hottest[0]).isLessThan(WIDTH / 3.0);
        assertThat(hottest[1]).isLessThan(HEIGHT / 2.0);
    }

    @Test
    void showsTheMapWithoutThePicture() throws Exception {
        BufferedImage drawn = png(given().queryParam("model", "resnet34")
                .queryParam("overlay", "false")
                .get(path()));

        assertThat(drawn.getWidth()).isEqualTo(32);
        assertThat(drawn.getHeight()).isEqualTo(24);
        assertThat(drawn.getRGB(31, 23) & 0xFFFFFF).isEqualTo(0xFCFFA4);
        assertThat(drawn.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x000004);
    }

    @Test
    void isKeptByTheClientThatNamesAJob() {
        String address = path() + "?job=" + job.jobId();
        Response first = given().get(address);

        assertThat(first.header("Cache-Control")).contains("immutable");
        assertThat(first.header("Content-Disposition")).contains("research-use-only");
        assertThat(first.header("X-Content-Type-Options")).isEqualTo("nosniff");
        given().header("If-None-Match", first.header("ETag"))
                .get(address)
                .then()
                .statusCode(304);
        given().header("If-None-Match", first.header("ETag"))
                .get(address + "&label=benign")
                .then()
                .statusCode(200);
        assertThat(given().get(path() + "?model=resnet34").header("Cache-Control"))
                .contains("no-cache");
    }

    @ParameterizedTest
    @CsvSource({
        "model=alexnet, 404, NO_ACTIVATION_MAP",
        "model=resnet34&version=9.9.9, 404, NO_ACTIVATION_MAP",
        "model=resnet34&label=invasive, 404, NO_ACTIVATION_MAP",
        "job=00000000-0000-8000-8000-000000000000, 404, NO_ACTIVATION_MAP",
        "overlay=true, 400, INVALID_REQUEST",
        "model=resnet34&overlay=maybe, 400, INVALID_REQUEST",
        "modle=resnet34, 400, UNKNOWN_FIELD"
    })
    void saysWhatIsMissingOrWrong(String query, int status, String code) {
        given().get(path() + "?" + query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void hasNoMapForAPredictionWithoutOne() throws Exception {
        ImageJob plain = accept(TENANT, PictureDecoderTest.encoded(picture, "tiff"), "image/tiff");
        jobs.complete(List.of(JobRow.of(prediction(plain))));

        given().get("/v1/images/" + plain.imageId() + "/activation-map?model=resnet34")
                .then()
                .statusCode(404)
                .body("code", equalTo("NO_ACTIVATION_MAP"));
        given().get("/v1/images/" + plain.imageId())
                .then()
                .body("predictions[0].activationMap", nullValue())
                .body("predictions[0].labelMass", equalTo(0.75f));
    }

    @Test
    void showsNothingOfAnotherTenant() throws Exception {
        byte[] png = PictureDecoderTest.encoded(picture, "png");
        ImageJob foreign = accept("other-lab", png, "image/png");
        jobs.complete(List.of(JobRow.of(prediction(foreign).withActivationMap(keep(maps(foreign))))));

        given().get("/v1/images/" + foreign.imageId() + "/picture").then().statusCode(404);
        given().get("/v1/images/" + foreign.imageId() + "/activation-map?job=" + foreign.jobId())
                .then()
                .statusCode(404);
        given().get("/images/" + foreign.imageId()).then().statusCode(404);
    }

    @Test
    void showsNoMapOfAnotherImage() {
        given().get("/v1/images/00000000-0000-8000-8000-000000000000/activation-map?job=" + job.jobId())
                .then()
                .statusCode(404);
    }

    @Test
    void showsThePictureAsItWasPosted() throws Exception {
        Response answer = given().get("/v1/images/" + job.imageId() + "/picture");

        BufferedImage shown = png(answer);
        assertThat(shown.getRGB(0, 0)).isEqualTo(picture.getRGB(0, 0));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void saysWhyAPictureIsNotShown() throws Exception {
        byte[] cut = new byte[] {
            (byte) 0x89,
            'P',
            'N',
            'G',
            13,
            10,
            26,
            10,
            0,
            0,
            0,
            (byte) ThreadLocalRandom.current().nextInt(128)
        };
        ImageJob broken = accept(TENANT, cut, "image/png");

        given().get("/v1/images/" + broken.imageId() + "/picture")
                .then()
                .statusCode(422)
                .body("code", equalTo("PICTURE_NOT_SHOWN"));
    }

    @Test
    void thePageShowsPictureMapsAndLabelMass() {
        String page = given().get("/images/" + job.imageId())
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page)
                .contains("Research use only")
                .contains("/v1/images/" + job.imageId() + "/picture")
                .contains("/v1/images/" + job.imageId() + "/activation-map?job=" + job.jobId())
                .contains("label=benign", "int8", "0.7500");
        assertThat(given().get("/batches/" + job.batchId()).asString()).contains("/images/" + job.imageId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/x-ndjson", "application/json"})
    void exportsTheMassTheMapsAddressAndTheVariant(String mediaType) {
        String rows = given().accept(mediaType)
                .queryParam("batch", job.batchId())
                .get("/v1/predictions")
                .asString();

        assertThat(rows)
                .contains("0.75", "int8", "/v1/images/%s/activation-map?job=%s".formatted(job.imageId(), job.jobId()))
                .doesNotContain("activation-maps/");
    }

    private String path() {
        return "/v1/images/" + job.imageId() + "/activation-map";
    }

    private static BufferedImage png(Response answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("image/png");
        return ImageIO.read(new ByteArrayInputStream(answer.asByteArray()));
    }

    private ImageJob accept(String tenant, byte[] bytes, String mediaType) throws Exception {
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
