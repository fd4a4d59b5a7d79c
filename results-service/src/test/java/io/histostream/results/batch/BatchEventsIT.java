package io.histostream.results.batch;

import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.jobs;
import static io.histostream.results.SampleMessages.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.ImageJob;
import io.histostream.devstack.DevStackResource;
import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobTable;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchEventsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TestHTTPResource("/v1/batches/")
    URI batchesUri;

    @Inject
    BatchTable batches;

    @Inject
    JobTable table;

    @Test
    void everyClientSeesTheBatchMoveAndComplete() throws Exception {
        BatchAccepted batch = batch(4, "resnet34");
        batches.accept(batch);
        List<Client> clients =
                IntStream.range(0, 20).mapToObj(i -> new Client(batch)).toList();
        await().atMost(SOON).until(() -> clients.stream().allMatch(client -> client.count("event:progress") >= 1));

        complete(jobs(batch).subList(0, 1));
        await().atMost(SOON).until(() -> clients.stream().allMatch(client -> client.count("event:progress") >= 2));
        complete(jobs(batch));

        for (Client client : clients) {
            client.end.get(20, TimeUnit.SECONDS);
            assertThat(client.count("event:completed")).isEqualTo(1);
            assertThat(client.lines.stream().filter(line -> line.startsWith("data:")))
                    .last()
                    .asString()
                    .contains("\"state\":\"COMPLETED\"", "\"succeeded\":4");
        }
    }

    @Test
    void aStreamGoesOnOverAnOutageOfTheDatabase() throws Exception {
        BatchAccepted batch = batch(1, "resnet34");
        batches.accept(batch);
        Client client = new Client(batch);
        await().atMost(SOON).until(() -> client.count("event:progress") == 1);

        DevStackResource.stack().postgres().stop();
        try {
            await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> !client.end.isDone());
        } finally {
            DevStackResource.stack().postgres().start();
        }
        await().atMost(SOON).ignoreExceptions().until(() -> {
            complete(jobs(batch));
            return true;
        });

        client.end.get(20, TimeUnit.SECONDS);
        assertThat(client.count("event:completed")).isEqualTo(1);
    }

    private void complete(List<ImageJob> jobs) throws SQLException {
        table.complete(jobs.stream().map(job -> JobRow.of(prediction(job, 0.5))).toList());
    }

    /** One listener of a batch's events. */
    private final class Client {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> end;

        Client(BatchAccepted batch) {
            HttpRequest request = HttpRequest.newBuilder(batchesUri.resolve(batch.batchId() + "/events"))
                    .header("Accept", "text/event-stream")
                    .build();
            end = HttpClient.newHttpClient()
                    .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                    .thenAccept(answer -> answer.body().forEach(lines::add));
        }

        long count(String line) {
            return lines.stream().filter(line::equals).count();
        }
    }
}
