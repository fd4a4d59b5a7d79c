package io.histostream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.histostream.systemtests.Pictures.Picture;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Malformed input is answered: by a problem at once, or by a failed job with a reason. Never by an error of the service. */
class MalformedInputsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ledger ledger = new Ledger();
    private final List<String> wrongAnswers = new ArrayList<>();
    private int refused;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void isRefusedOrFailsWithAReason() throws Exception {
        try (Deployment deployment = Deployment.start("malformed")) {
            Lab lab = new Lab(deployment, ledger);
            Picture good = Pictures.png(100);
            lab.submit("good", List.of(good));

            List<String> accepted = new ArrayList<>();
            for (Map.Entry<String, Picture> malformed : MalformedImages.all().entrySet()) {
                Picture picture = malformed.getValue();
                HttpRequest request = lab.put(picture.sha256(), picture.mediaType(), picture.bytes());
                if (!isRefused(lab, malformed.getKey(), request, true)) {
                    deployment.log().say("accepted until decoded: %s", malformed.getKey());
                    accepted.add(picture.sha256());
                }
            }
            for (Map.Entry<String, HttpRequest> malformed :
                    MalformedRequests.all(deployment, good.sha256()).entrySet()) {
                isRefused(lab, malformed.getKey(), malformed.getValue(), false);
            }
            isRefused(lab, "another batch under a known key", otherBatch(lab, accepted), false);
            deployment
                    .log()
                    .say("%d refused, %d accepted until decoded, wrong: %s", refused, accepted.size(), wrongAnswers);

            assertAllFail(deployment, lab, accepted);
            assertThat(wrongAnswers).isEmpty();
            assertThat(refused + accepted.size()).isGreaterThanOrEqualTo(300);
            for (Role role : Role.values()) {
                assertThat(deployment.restarts(role)).as("restarts of " + role).isZero();
            }
        }
    }

    private static HttpRequest otherBatch(Lab lab, List<String> digests) {
        List<String> other = digests.isEmpty() ? List.of("a".repeat(64)) : digests;
        return lab.batch(other).header("Idempotency-Key", "good").build();
    }

    /** True for a proper problem; notes any other answer but an acceptance that is allowed. */
    private boolean isRefused(Lab lab, String name, HttpRequest request, boolean mayBeAccepted)
            throws InterruptedException {
        try {
            HttpResponse<String> answer = lab.send(request);
            if (mayBeAccepted && answer.statusCode() / 100 == 2) {
                return false;
            }
            refused++;
            if (!isProblem(answer)) {
                wrongAnswers.add("%s: %d %s".formatted(name, answer.statusCode(), start(answer.body())));
            }
        } catch (IOException e) {
            wrongAnswers.add(name + ": " + e);
        }
        return true;
    }

    private static boolean isProblem(HttpResponse<String> answer) throws IOException {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() / 100 != 4 || !type.startsWith("application/problem+json")) {
            return false;
        }
        JsonNode problem = JSON.readTree(answer.body());
        return problem.path("status").asInt() == answer.statusCode()
                && !problem.path("code").asText().isEmpty();
    }

    private static String start(String body) {
        return body.substring(0, Math.min(200, body.length()));
    }

    private void assertAllFail(Deployment deployment, Lab lab, List<String> accepted) throws Exception {
        if (!accepted.isEmpty()) {
            lab.post("accepted", accepted);
            ledger.accepted("accepted", accepted);
        }
        JobTable table = new JobTable(deployment);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> table.ended() >= ledger.jobIds().size());
        new Verdict(deployment, ledger, lab).assertEveryJobEndedOnce();
        assertThat(table.rows())
                .filteredOn(row -> accepted.contains(row.sha256()))
                .allSatisfy(
                        row -> assertThat(row.failureCode()).as(row.sha256()).isNotBlank());
    }
}
