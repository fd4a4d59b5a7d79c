package io.histostream.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ImageJob;
import io.histostream.ingest.IngestClient.Answer;
import io.histostream.ingest.IngestClient.Part;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A lab asks for heat maps with its batch. */
@QuarkusTest
class ActivationMapsIT extends IngestTestBase {

    @Test
    void everyJobCarriesTheWish() throws IOException {
        Answer answer = client.post(wishing(IngestClient.batchOf(client.uploaded(1)), "true"), null);

        assertThat(jobs(answer.batchId())).hasSize(2).allMatch(ImageJob::wantsActivationMap);
    }

    @Test
    void noJobCarriesAWishThatNobodyHas() throws IOException {
        Answer silent = client.post(IngestClient.batchOf(client.uploaded(1)), null);
        Answer refusing = client.post(wishing(IngestClient.batchOf(client.uploaded(1)), "false"), null);

        assertThat(jobs(silent.batchId())).hasSize(2).noneMatch(ImageJob::wantsActivationMap);
        assertThat(jobs(refusing.batchId())).hasSize(2).noneMatch(ImageJob::wantsActivationMap);
    }

    @Test
    void theWishComesWithFilesToo() throws IOException {
        Answer answer = client.post(
                List.of(
                        new Part(
                                "batch",
                                null,
                                "application/json",
                                "{\"activationMaps\":true,\"images\":[{\"file\":\"a.png\"}]}".getBytes(UTF_8)),
                        new Part("files", "a.png", "image/png", TestPictures.png())),
                null);

        assertThat(jobs(answer.batchId())).hasSize(2).allMatch(ImageJob::wantsActivationMap);
    }

    /** Under one key a batch with the wish is another batch; one that says false is the one that says nothing. */
    @Test
    void theWishIsPartOfTheContentUnderAKey() {
        String batch = IngestClient.batchOf(client.uploaded(1));
        String key = UUID.randomUUID().toString();
        Answer first = client.post(batch, key);

        assertThat(client.post(wishing(batch, "true"), key).status()).isEqualTo(409);
        assertThat(client.post(wishing(batch, "false"), key).json()).isEqualTo(first.json());
    }

    @Test
    void theInterfaceDescribesTheWish() {
        Answer answer = client.send(client.request("/q/openapi?format=json"));

        assertThat(answer.json()
                        .at("/components/schemas/Batch/properties/activationMaps/type")
                        .asText())
                .contains("boolean");
    }

    private static String wishing(String batch, String value) {
        return batch.replaceFirst("\\{", "{\"activationMaps\":" + value + ",");
    }

    private static List<ImageJob> jobs(UUID batchId) throws IOException {
        try (PublishedRecords records = new PublishedRecords()) {
            List<ImageJob> jobs = new ArrayList<>();
            for (PublishedRecords.Published published : records.awaitJobs(batchId, 2)) {
                jobs.add(ContractJson.MAPPER.treeToValue(published.json(), ImageJob.class));
            }
            return jobs;
        }
    }
}
