package io.histostream.results.label;

import static io.histostream.results.SampleMessages.TENANT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.BatchImage;
import io.histostream.contracts.Ids;
import io.histostream.contracts.ImageReference;
import io.histostream.contracts.Specimen;
import io.histostream.results.SampleMessages;
import io.histostream.results.batch.BatchTable;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LabelIT {

    private final String sha256 = newDigest();
    private final UUID image = Ids.image(TENANT, sha256);

    @Inject
    Labels labels;

    @Inject
    BatchTable batches;

    @Test
    void aLabelMayComeBeforeItsImage() {
        json("{\"source\":\"pathologist-3\",\"labels\":[{\"sha256\":\"%s\",\"class\":\"ductal_carcinoma\"}]}", sha256)
                .statusCode(200)
                .body("received", is(1))
                .body("changed", is(1))
                .body("unchanged", is(0));

        history()
                .body("imageId", equalTo(image.toString()))
                .body("current.class", equalTo("ductal_carcinoma"))
                .body("current.label", equalTo("malignant"))
                .body("current.source", equalTo("pathologist-3"))
                .body("current.review", is(false))
                .body("history", hasSize(1));
    }

    @Test
    void theSameAgainChangesNothing() {
        csv("image_id,class,source\n%s,DC,pathologist-3\n", image).body("changed", is(1));

        csv("image_id,class,source\n%s,DC,pathologist-3\n", image)
                .body("changed", is(0))
                .body("unchanged", is(1));

        history().body("history", hasSize(1));
    }

    @Test
    void everyChangeIsKeptTheLatestFirst() {
        csv("image_id,class,source\n%s,DC,pathologist-3\n", image);
        csv("image_id,class,source\n%s,adenosis,pathologist-4\n", image);
        json("{\"source\":\"pathologist-4\",\"labels\":[{\"imageId\":\"%s\",\"class\":null}]}", image)
                .body("changed", is(1));
        json("{\"source\":\"pathologist-4\",\"labels\":[{\"imageId\":\"%s\",\"class\":null}]}", image)
                .body("changed", is(0));

        history()
                .body("current", nullValue())
                .body("history.class", equalTo(java.util.Arrays.asList(null, "adenosis", "DC")))
                .body("history.source", equalTo(List.of("pathologist-4", "pathologist-4", "pathologist-3")));
    }

    @Test
    void oneWrongRowKeepsAllOut() {
        csv(
                        "sha256,class,name\n%s,DC,\n%s,no such class,\nx,DC,\n,DC,\n,DC,nobody\n%s,,\n",
                        sha256, newDigest(), newDigest())
                .statusCode(422)
                .body("code", equalTo("INVALID_LABELS"))
                .body("errors.line", equalTo(List.of(3, 4, 5, 7, 6)))
                .body(
                        "errors.code",
                        equalTo(List.of("UNKNOWN_CLASS", "INVALID_IMAGE", "NO_IMAGE", "NO_CLASS", "UNKNOWN_NAME")))
                .body("errors[0].detail", containsString("ductal_carcinoma"));

        given().get("/v1/images/" + image + "/labels").then().statusCode(404);
    }

    @Test
    void aClassLeftOutIsNotOneTakenBack() {
        json("{\"source\":\"p-1\",\"labels\":[{\"imageId\":\"%s\"}]}", image)
                .statusCode(422)
                .body("errors[0].index", is(0))
                .body("errors[0].code", equalTo("NO_CLASS"));
    }

    @Test
    void twoRowsMayNotContradictEachOther() {
        csv("sha256,image_id,class\n%s,,DC\n,%s,A\n", sha256, image)
                .statusCode(422)
                .body("errors[0].code", equalTo("CONTRADICTION"))
                .body("errors[0].line", is(3));
        csv("sha256,image_id,class\n%s,,DC\n,%s,DC\n", sha256, image)
                .statusCode(200)
                .body("received", is(2))
                .body("changed", is(1));
    }

    @Test
    void ownClassesAreMappedForTheirRequest() {
        json(
                        "{\"source\":\"p-1\",\"mapping\":{\"grade 3\":\"malignant\"},"
                                + "\"labels\":[{\"imageId\":\"%s\",\"class\":\"Grade_3\"}]}",
                        image)
                .statusCode(200);

        history().body("current.class", equalTo("Grade_3")).body("current.label", equalTo("malignant"));
    }

    @Test
    void anImageIsFoundByTheLabsOwnNameUnlessTwoHaveIt() throws SQLException {
        String name = "slide-" + UUID.randomUUID();
        String both = "both-" + UUID.randomUUID();
        batches.accept(named(List.of(sha256, newDigest(), newDigest()), List.of(name, both, both)));

        csv("name,class\n%s,PC\n", name).statusCode(200);
        csv("name,class\n%s,PC\n", both).statusCode(422).body("errors[0].code", equalTo("AMBIGUOUS_NAME"));
        csv("name,sha256,class\n%s,%s,PC\n", name, newDigest())
                .statusCode(422)
                .body("errors[0].code", equalTo("IMAGES_DIFFER"));

        history()
                .body("current.class", equalTo("PC"))
                .body("current.name", equalTo(name))
                .body("current.sha256", equalTo(sha256));
    }

    @Test
    void theDownloadOfADataSetCanBeSentBack() throws SQLException {
        BatchAccepted batch = SampleMessages.batch(TENANT, "set-" + UUID.randomUUID(), Instant.now(), 5, "resnet34");
        batches.accept(batch);
        String rows = batch.images().stream()
                .map(posted -> posted.imageId() + ",\"Ductal, Carcinoma\",malignant\n")
                .reduce("image_id,class,label\n", String::concat);
        csv(rows).statusCode(200);

        String download = given().accept("text/csv")
                .queryParam("dataset", batch.dataset())
                .get("/v1/labels")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(download.lines()).hasSize(6).allMatch(line -> !line.startsWith("=") && line.split(",").length >= 9);
        csv(download.replace("%", "%%")).statusCode(200).body("received", is(5)).body("changed", is(0));
    }

    @Test
    void pagesMeetEveryLabelOnce() throws SQLException {
        BatchAccepted batch = SampleMessages.batch(TENANT, "set-" + UUID.randomUUID(), Instant.now(), 7, "resnet34");
        batches.accept(batch);
        csv(batch.images().stream()
                .map(posted -> posted.imageId() + ",DC\n")
                .reduce("image_id,class\n", String::concat));
        List<String> met = new ArrayList<>();
        String cursor = null;
        do {
            var request = given().queryParam("dataset", batch.dataset()).queryParam("limit", 3);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/labels")
                    .then()
                    .statusCode(200)
                    .extract();
            met.addAll(page.path("items.imageId"));
            cursor = page.path("next");
        } while (cursor != null);

        assertThat(met)
                .containsExactlyInAnyOrderElementsOf(batch.images().stream()
                        .map(posted -> posted.imageId().toString())
                        .toList());
    }

    @Test
    void requestsForTheSameImagesNeitherBlockEachOtherForEverNorLoseHistory() {
        List<String> digests =
                IntStream.range(0, 5_000).mapToObj(i -> newDigest()).toList();
        List<String> backwards = new ArrayList<>(digests);
        Collections.reverse(backwards);

        List<CompletableFuture<LabelReceipt>> all =
                List.of(put(digests, "DC", "p-1"), put(backwards, "A", "p-2"), put(digests, "LC", "p-3"));
        long changed = all.stream().mapToLong(one -> one.join().changed()).sum();

        assertThat(changed).isEqualTo(15_000);
        given().get("/v1/images/" + Ids.image(TENANT, digests.get(17)) + "/labels")
                .then()
                .body("history", hasSize(3));
    }

    @Test
    void theSameSentTwiceAtOnceIsOneChange() {
        List<String> digests =
                IntStream.range(0, 5_000).mapToObj(i -> newDigest()).toList();

        List<CompletableFuture<LabelReceipt>> all =
                List.of(put(digests, "DC", "p-1"), put(digests, "DC", "p-1"), put(digests, "DC", "p-1"));
        long changed = all.stream().mapToLong(one -> one.join().changed()).sum();

        assertThat(changed).isEqualTo(5_000);
    }

    private CompletableFuture<LabelReceipt> put(List<String> digests, String name, String source) {
        String csv = digests.stream()
                .map(digest -> digest + "," + name + "\n")
                .reduce(new StringBuilder("sha256,class\n"), StringBuilder::append, StringBuilder::append)
                .toString();
        return CompletableFuture.supplyAsync(
                () -> labels.putCsv(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), source),
                // Not the common pool, which has one thread where there are two cores.
                task -> new Thread(task, "label-sender").start());
    }

    @Test
    void refusesWhatIsTooLong() {
        given().contentType(ContentType.JSON)
                .body(" ".repeat((16 << 20) + 1))
                .put("/v1/labels")
                .then()
                .statusCode(413)
                .body("code", equalTo("TOO_LARGE"));
    }

    @Test
    void refusesAFieldThatItDoesNotKnow() {
        json("{\"labels\":[{\"imageId\":\"%s\",\"klass\":\"A\"}]}", image)
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_FIELD"));
    }

    private ValidatableResponse json(String body, Object... values) {
        return given().contentType(ContentType.JSON)
                .body(body.formatted(values))
                .put("/v1/labels")
                .then();
    }

    private ValidatableResponse csv(String body, Object... values) {
        return given().contentType("text/csv")
                .body(body.formatted(values))
                .put("/v1/labels")
                .then();
    }

    private ValidatableResponse history() {
        return given().get("/v1/images/" + image + "/labels").then().statusCode(200);
    }

    private static BatchAccepted named(List<String> digests, List<String> names) {
        List<BatchImage> images = IntStream.range(0, digests.size())
                .mapToObj(i -> new BatchImage(
                        Ids.image(TENANT, digests.get(i)),
                        new ImageReference("images/" + digests.get(i), digests.get(i), "image/png", 1),
                        Specimen.UNKNOWN,
                        null,
                        names.get(i)))
                .toList();
        return new BatchAccepted(
                1, UUID.randomUUID(), TENANT, "names", List.of("resnet34"), Instant.now(), images, null);
    }

    private static String newDigest() {
        return UUID.randomUUID().toString().replace("-", "").repeat(2);
    }
}
