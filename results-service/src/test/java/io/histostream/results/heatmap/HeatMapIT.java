package io.histostream.results.heatmap;

import static io.histostream.results.SampleMessages.TENANT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.histostream.contracts.ImageJob;
import io.histostream.results.batch.BatchTable;
import io.histostream.results.outcome.JobTable;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activation maps, drawn. */
@QuarkusTest
class HeatMapIT {

    @Inject
    BatchTable batches;

    @Inject
    JobTable jobs;

    @Inject
    ImageStoreConfig config;

    private PostedPicture posted;
    private ImageJob job;

    @BeforeEach
    void post() throws Exception {
        posted = new PostedPicture(batches, jobs, config);
        job = posted.job();
    }

    @Test
    void isHotWhereTheModelSawThePredictedLabel() throws Exception {
        BufferedImage drawn =
                PostedPicture.png(given().queryParam("model", "resnet34").get(path()));

        double[] hottest = OverlayTest.hottest(drawn);
        assertThat(drawn.getWidth()).isEqualTo(PostedPicture.WIDTH);
        assertThat(hottest[0]).isCloseTo(2.5 * PostedPicture.WIDTH / 3, within(PostedPicture.WIDTH / 6.0));
        assertThat(hottest[1]).isCloseTo(1.5 * PostedPicture.HEIGHT / 2, within(PostedPicture.HEIGHT / 4.0));
    }

    @Test
    void showsAnotherLabelsMapOnRequest() throws Exception {
        BufferedImage drawn = PostedPicture.png(given().queryParam("job", job.jobId())
                .queryParam("label", "benign")
                .get(path()));

        double[] hottest = OverlayTest.hottest(drawn);
        assertThat(hottest[0]).isLessThan(PostedPicture.WIDTH / 3.0);
        assertThat(hottest[1]).isLessThan(PostedPicture.HEIGHT / 2.0);
    }

    @Test
    void showsTheMapWithoutThePicture() throws Exception {
        BufferedImage drawn = PostedPicture.png(given().queryParam("model", "resnet34")
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
        ImageJob plain = posted.accept(TENANT, PictureDecoderTest.encoded(posted.picture(), "tiff"), "image/tiff");
        posted.predictWithoutMap(plain);

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
    void showsNoMapOfAnotherImage() {
        given().get("/v1/images/00000000-0000-8000-8000-000000000000/activation-map?job=" + job.jobId())
                .then()
                .statusCode(404);
    }

    private String path() {
        return "/v1/images/" + job.imageId() + "/activation-map";
    }
}
