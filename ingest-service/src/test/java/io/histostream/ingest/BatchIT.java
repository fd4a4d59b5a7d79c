package io.histostream.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ImageJob;
import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.ingest.IngestClient.Answer;
import io.histostream.ingest.IngestClient.Part;
import io.histostream.ingest.PublishedRecords.Published;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchIT extends IngestTestBase {

    @Test
    void anUploadIsCreatedOnceAndKnownAfterwards() {
        byte[] image = TestPictures.png();

        Answer first = client.put(image, "image/png");
        Answer second = client.put(image, "image/png");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(first.json().get("sha256").asText()).isEqualTo(TestPictures.sha256(image));
        assertThat(first.json().get("width").asInt()).isEqualTo(128);
        assertThat(first.json().get("size").asInt()).isEqualTo(image.length);
    }

    @Test
    void everyImageOfABatchBecomesAJobForEveryModel() throws IOException {
        List<String> digests = List.of(
                put(TestPictures.png(), "image/png"),
                put(TestPictures.jpeg(), "image/jpeg"),
                put(TestPictures.tiff(), "image/tiff"));

        Answer answer = client.post(IngestClient.batchOf(digests), null);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/v1/batches/" + answer.batchId());
        assertThat(answer.json().get("jobs").asInt()).isEqualTo(6);
        try (PublishedRecords records = new PublishedRecords()) {
            List<Published> jobs = records.awaitJobs(answer.batchId(), 6);
            ImageJob job = ContractJson.MAPPER.treeToValue(jobs.get(0).json(), ImageJob.class);
            assertThat(jobs.get(0).key()).isEqualTo(job.jobId().toString());
            assertThat(jobs.get(0).topic()).isEqualTo("image-jobs." + job.model());
            assertThat(job.specimen().patientId()).isEqualTo("p1");
            assertThat(job.dataset()).isEqualTo("demo");
            assertThat(jobs)
                    .extracting(
                            published -> published.json().at("/image/mediaType").asText())
                    .contains("image/png", "image/jpeg", "image/tiff");
        }
    }

    @Test
    void theLabsNameOfAnImageGoesWithTheBatchAndWithNoJob() {
        String digest = client.uploaded(1).get(0);
        String named = IngestClient.batchOf(List.of(digest))
                .replace("\"magnification\"", "\"name\":\"i-7\",\"magnification\"");

        Answer answer = client.post(named, null);

        assertThat(answer.status()).isEqualTo(202);
        try (PublishedRecords records = new PublishedRecords()) {
            assertThat(records.awaitJobs(answer.batchId(), 2))
                    .noneMatch(job -> job.json().toString().contains("i-7"));
            assertThat(records.batch(answer.batchId()).at("/images/0/name").asText())
                    .isEqualTo("i-7");
        }
    }

    @Test
    void aMarkerGoesWhenEverythingIsPublished() {
        Answer answer = client.post(IngestClient.batchOf(client.uploaded(3)), null);

        await().until(() -> store().size(StoreKey.outbox(answer.batchId())).isEmpty());
        assertThat(store().size(StoreKey.manifest(answer.batchId()))).isPresent();
    }

    @Test
    void filesCanComeWithTheBatch() {
        byte[] png = TestPictures.png();
        byte[] jpeg = TestPictures.jpeg();
        String json =
                "{\"models\":[\"alexnet\"],\"images\":[{\"file\":\"a.png\"},{\"file\":\"b.jpg\",\"sha256\":\"%s\"}]}"
                        .formatted(TestPictures.sha256(jpeg));

        Answer answer = client.post(
                List.of(
                        new Part("batch", null, "application/json", json.getBytes(UTF_8)),
                        new Part("files", "a.png", "image/png", png),
                        new Part("files", "b.jpg", "image/jpeg", jpeg)),
                null);

        assertThat(answer.status()).isEqualTo(202);
        try (PublishedRecords records = new PublishedRecords()) {
            assertThat(records.awaitJobs(answer.batchId(), 2))
                    .extracting(Published::topic)
                    .containsOnly("image-jobs.alexnet");
        }
    }

    @Test
    void theSameKeyAndContentGiveTheSameAnswer() {
        String batch = IngestClient.batchOf(client.uploaded(2));
        String key = UUID.randomUUID().toString();

        Answer first = client.post(batch, key);
        Answer second = client.post(batch.replace(":40", ": 40.0"), key);

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void theSameKeyWithOtherContentIsAConflict() {
        List<String> digests = client.uploaded(2);
        String key = UUID.randomUUID().toString();
        client.post(IngestClient.batchOf(digests), key);

        Answer other = client.post(IngestClient.batchOf(digests.subList(0, 1)), key);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("code").asText()).isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    @Test
    void theSameContentWithoutAKeyIsTwoBatches() {
        String batch = IngestClient.batchOf(client.uploaded(1));

        assertThat(client.post(batch, null).batchId())
                .isNotEqualTo(client.post(batch, null).batchId());
    }

    @Test
    void ofManyRequestsUnderOneKeyExactlyOneContentWins() throws InterruptedException, ExecutionException {
        List<String> digests = client.uploaded(2);
        for (int round = 0; round < 10; round++) {
            String key = UUID.randomUUID().toString();
            List<Answer> answers = atTheSameTime(List.of(
                    () -> client.post(IngestClient.batchOf(digests), key),
                    () -> client.post(IngestClient.batchOf(digests), key),
                    () -> client.post(IngestClient.batchOf(digests.subList(0, 1)), key),
                    () -> client.post(IngestClient.batchOf(digests.subList(1, 2)), key)));

            Set<JsonNode> accepted = new HashSet<>();
            answers.stream().filter(answer -> answer.status() == 202).forEach(answer -> accepted.add(answer.json()));
            assertThat(accepted).hasSize(1);
            assertThat(answers).extracting(Answer::status).containsOnly(202, 409);
        }
    }

    @Test
    void everyWrongImageOfABatchIsNamedAtOnce() {
        String known = client.uploaded(1).get(0);
        String missing = "ab".repeat(32);
        String json = """
                {"images":[{"sha256":"%s"},{"sha256":"%s"},{"sha256":"%s"},{"sha256":"../../etc"},{"sha256":"%s",
                "specimen":{"patientId":"Jane Doe"}},{}]}""".formatted(known, missing, known, "cd".repeat(32));

        Answer answer = client.post(json, null);

        assertThat(answer.status()).isEqualTo(422);
        List<String> errors = new ArrayList<>();
        answer.json()
                .get("errors")
                .forEach(error -> errors.add(
                        error.get("index").asInt() + " " + error.get("code").asText()));
        assertThat(errors)
                .containsExactly(
                        "1 MISSING_IMAGE",
                        "2 DUPLICATE_IMAGE",
                        "3 INVALID_REQUEST",
                        "4 INVALID_REQUEST",
                        "5 INVALID_REQUEST");
        assertThat(answer.json().toString()).doesNotContain("Jane").doesNotContain("etc");
    }

    @Test
    void whatAnotherProcessAcceptedAndDidNotPublishIsPublished() {
        UUID original =
                client.post(IngestClient.batchOf(client.uploaded(3)), null).batchId();
        await().until(() -> store().size(StoreKey.outbox(original)).isEmpty());
        UUID batchId = UUID.randomUUID();
        byte[] manifest = store().read(StoreKey.manifest(original), 100_000);
        // What a process leaves that is killed right after the manifest.
        keep(StoreKey.outbox(batchId), "2026-01-01T00:00:00Z".getBytes(UTF_8));
        keep(
                StoreKey.manifest(batchId),
                new String(manifest, UTF_8)
                        .replace(original.toString(), batchId.toString())
                        .getBytes(UTF_8));

        try (PublishedRecords records = new PublishedRecords()) {
            assertThat(records.awaitJobs(batchId, 6)).hasSize(6);
        }
        await().until(() -> store().size(StoreKey.outbox(batchId)).isEmpty());
    }

    @Test
    void aMarkerWithoutAManifestIsDroppedOnlyWhenItIsOld() {
        UUID old = UUID.randomUUID();
        UUID young = UUID.randomUUID();
        keep(
                StoreKey.outbox(young),
                java.time.Instant.now().minusSeconds(10).toString().getBytes(UTF_8));
        keep(StoreKey.outbox(old), "2026-01-01T00:00:00Z".getBytes(UTF_8));

        await().until(() -> store().size(StoreKey.outbox(old)).isEmpty());

        assertThat(store().size(StoreKey.outbox(young))).isPresent();
        store().delete(StoreKey.outbox(young));
    }

    private String put(byte[] image, String mediaType) {
        assertThat(client.put(image, mediaType).status()).isEqualTo(201);
        return TestPictures.sha256(image);
    }

    private static FolderImageStore store() {
        return new FolderImageStore(ImageStoreResource.folder());
    }

    private static void keep(StoreKey key, byte[] content) {
        try (PendingObject pending = store().begin()) {
            pending.write(content);
            assertThat(pending.commit(key)).isTrue();
        }
    }

    private static List<Answer> atTheSameTime(List<Callable<Answer>> requests)
            throws InterruptedException, ExecutionException {
        ExecutorService senders = Executors.newFixedThreadPool(requests.size());
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : senders.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            senders.shutdownNow();
        }
    }
}
