package io.histostream.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.devstack.DevStackResource;
import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.StoreKey;
import io.histostream.ingest.IngestClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the service answers while something around it is not there, and what it has kept afterwards. */
@QuarkusTest
class TroubleIT extends IngestTestBase {

    private static final int MAX_BATCHES = 20;
    private static final int MAX_UPLOADS = 4;

    @AfterEach
    void everythingIsBack() {
        if (!DevStackResource.stack().kafka().isAlive()) {
            DevStackResource.stack().kafka().start();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> markers() == 0);
    }

    @Test
    void batchesAreAcceptedWithoutKafkaUntilTheOutboxIsFullAndPublishedWhenItIsBack() {
        List<String> digests = client.uploaded(3);
        DevStackResource.stack().kafka().stop();

        List<Answer> accepted = new ArrayList<>();
        for (int i = 0; i < MAX_BATCHES; i++) {
            accepted.add(client.post(IngestClient.batchOf(digests), "outage-" + i));
        }
        Answer refused = client.post(IngestClient.batchOf(digests), null);
        Answer repeated = client.post(IngestClient.batchOf(digests), "outage-0");

        assertThat(accepted).extracting(Answer::status).containsOnly(202);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().get("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(repeated.json()).isEqualTo(accepted.get(0).json());
        assertThat(get("/q/health/live")).isEqualTo(200);
        assertThat(get("/q/health/ready")).isEqualTo(200);

        DevStackResource.stack().kafka().start();
        try (PublishedRecords records = new PublishedRecords()) {
            for (Answer answer : accepted) {
                assertThat(records.awaitJobs(answer.batchId(), 6)).hasSizeGreaterThanOrEqualTo(6);
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> markers() == 0);
        assertThat(client.post(IngestClient.batchOf(digests), null).status()).isEqualTo(202);
    }

    @Test
    void aStoreThatIsGoneIsUnavailableAndNotAMissingImage() throws IOException {
        String digest = client.uploaded(1).get(0);
        Path root = ImageStoreResource.folder();
        Path elsewhere = root.resolveSibling("unplugged");
        Files.move(root, elsewhere);
        try {
            Answer batch = client.post(IngestClient.batchOf(List.of(digest)), null);
            Answer upload = client.put(TestPictures.png(), "image/png");

            assertThat(List.of(batch, upload)).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.json().get("code").asText()).isEqualTo("UNAVAILABLE");
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            });
            assertThat(get("/q/health/ready")).isEqualTo(503);
            assertThat(get("/q/health/live")).isEqualTo(200);
        } finally {
            Files.move(elsewhere, root);
        }
        assertThat(client.post(IngestClient.batchOf(List.of(digest)), null).status())
                .isEqualTo(202);
        assertThat(get("/q/health/ready")).isEqualTo(200);
    }

    @Test
    void oneUploadTooManyIsToldToComeBack() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MAX_UPLOADS; i++) {
                slow.add(unfinishedUpload());
            }
            await().untilAsserted(() -> {
                Answer answer = client.put(TestPictures.png(), "image/png");
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.header("Retry-After")).isEqualTo("1");
                assertThat(answer.json().get("code").asText()).isEqualTo("OVERLOADED");
            });
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        await().untilAsserted(() ->
                assertThat(client.put(TestPictures.png(), "image/png").status()).isEqualTo(201));
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        unfinishedUpload().close();

        Path pending = ImageStoreResource.folder().resolve(".pending");
        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.list(pending)) {
                assertThat(files).isEmpty();
            }
        });
    }

    @Test
    void tellsItsFiguresAndItsInterface() {
        client.post(IngestClient.batchOf(client.uploaded(1)), null);

        String metrics = text("/q/metrics");
        String openApi = text("/q/openapi");

        assertThat(metrics)
                .contains("histostream_ingest_uploads_total{code=\"none\",outcome=\"created\"}")
                .contains("histostream_ingest_batches_total")
                .contains("histostream_ingest_outbox_batches")
                .contains("histostream_ingest_outbox_age_seconds")
                .contains("histostream_ingest_upload_bytes");
        await().untilAsserted(() -> assertThat(text("/q/metrics"))
                .contains("histostream_ingest_records_published_total{topic=\"image-jobs.resnet34\"}"));
        assertThat(openApi)
                .contains("/v1/images/{sha256}")
                .contains("Idempotency-Key")
                .contains("Research use only");
    }

    private Socket unfinishedUpload() throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream()
                .write(("PUT /v1/images/" + "ab".repeat(32) + " HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: image/png\r\nContent-Length: 1000\r\n\r\nabc")
                        .getBytes(US_ASCII));
        return socket;
    }

    private int get(String path) {
        return client.send(client.request(path)).status();
    }

    private String text(String path) {
        return new String(client.send(client.request(path)).response().body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static long markers() {
        try (Stream<StoreKey> keys = new FolderImageStore(ImageStoreResource.folder()).list(StoreKey.Prefix.OUTBOX)) {
            return keys.count();
        }
    }
}
