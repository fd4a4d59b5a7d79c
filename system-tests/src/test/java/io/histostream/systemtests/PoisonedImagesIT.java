package io.histostream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.systemtests.JobTable.Row;
import io.histostream.systemtests.Pictures.Picture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One poisoned image costs one image: its row says why, and all that were computed with it succeed. */
class PoisonedImagesIT {

    private static final int GOOD = Size.of("poison.good", 300, 5_000);
    private static final int POISONED = Size.of("poison.poisoned", 10, 50);
    private static final int BATCH_SIZE = 100;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void costsOnlyItself() throws Exception {
        Ledger ledger = new Ledger();
        Map<String, Poison> poisoned = new HashMap<>();
        try (Deployment deployment = Deployment.start("poison")) {
            Lab lab = new Lab(deployment, ledger);
            List<Picture> pictures = new ArrayList<>();
            for (int i = 0; i < GOOD; i++) {
                pictures.add(Pictures.png(i));
            }
            for (int i = 0; i < POISONED; i++) {
                Poison poison = Poison.values()[i % Poison.values().length];
                Picture picture = poison.picture(1_000_000 + i);
                poisoned.put(picture.sha256(), poison);
                pictures.add(picture);
            }
            Collections.shuffle(pictures, new Random(Size.seed()));
            for (Picture picture : pictures) {
                lab.upload(picture);
            }
            // Held, not stopped: some images are to go bad after they are accepted and before they are fetched.
            signal(deployment.service(Role.INFERENCE).handle(), "STOP");
            submit(lab, pictures);
            for (Map.Entry<String, Poison> image : poisoned.entrySet()) {
                image.getValue().afterAcceptance(Poison.stored(deployment.images(), image.getKey()));
            }
            signal(deployment.service(Role.INFERENCE).handle(), "CONT");
            awaitAllEnded(deployment, ledger);

            new Verdict(deployment, ledger, lab).assertEveryJobEndedOnce();
            List<Row> rows = new JobTable(deployment).rows();
            assertThat(rows).hasSize(GOOD + POISONED).allSatisfy(row -> assertOutcome(row, poisoned.get(row.sha256())));
            for (Role role : Role.values()) {
                assertThat(deployment.restarts(role)).as("restarts of " + role).isZero();
            }
        }
    }

    private static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private static void submit(Lab lab, List<Picture> pictures) throws InterruptedException {
        for (int from = 0; from < pictures.size(); from += BATCH_SIZE) {
            lab.submit("poison-" + from, pictures.subList(from, Math.min(pictures.size(), from + BATCH_SIZE)));
        }
    }

    private static void assertOutcome(Row row, Poison poison) {
        if (poison == null) {
            assertThat(row.state()).as("a good picture's state").isEqualTo("SUCCEEDED");
        } else {
            assertThat(row.state()).as(poison.name()).isEqualTo("FAILED");
            assertThat(row.failureCode()).as(poison.name()).isIn(poison.codes());
        }
    }

    private static void awaitAllEnded(Deployment deployment, Ledger ledger) {
        JobTable table = new JobTable(deployment);
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> table.ended() >= ledger.jobIds().size());
    }
}
