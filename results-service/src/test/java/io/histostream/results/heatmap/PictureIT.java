package io.histostream.results.heatmap;

import static io.histostream.results.SampleMessages.TENANT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.histostream.contracts.ImageJob;
import io.histostream.results.batch.BatchTable;
import io.histostream.results.outcome.JobTable;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The picture beside its maps: as it was posted, on its page, and in the exports. */
@QuarkusTest
class PictureIT {

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
    void showsThePictureAsItWasPosted() throws Exception {
        Response answer = given().get("/v1/images/" + job.imageId() + "/picture");

        BufferedImage shown = PostedPicture.png(answer);
        assertThat(shown.getRGB(0, 0)).isEqualTo(posted.picture().getRGB(0, 0));
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
        ImageJob broken = posted.accept(TENANT, cut, "image/png");

        given().get("/v1/images/" + broken.imageId() + "/picture")
                .then()
                .statusCode(422)
                .body("code", equalTo("PICTURE_NOT_SHOWN"));
    }

    @Test
    void showsNothingOfAnotherTenant() throws Exception {
        byte[] png = PictureDecoderTest.encoded(posted.picture(), "png");
        ImageJob foreign = posted.accept("other-lab", png, "image/png");
        posted.predict(foreign);

        given().get("/v1/images/" + foreign.imageId() + "/picture").then().statusCode(404);
        given().get("/v1/images/" + foreign.imageId() + "/activation-map?job=" + foreign.jobId())
                .then()
                .statusCode(404);
        given().get("/images/" + foreign.imageId()).then().statusCode(404);
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
}
