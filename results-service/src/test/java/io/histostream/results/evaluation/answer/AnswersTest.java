package io.histostream.results.evaluation.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger revision = new AtomicInteger();
    private final AtomicInteger computed = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Answers answers = new Answers(config(), now::get);

    @AfterEach
    void stop() {
        gate.countDown();
        answers.stop();
    }

    @Test
    void whatHasNotChangedIsComputedOnce() {
        ask("a");
        later(Duration.ofHours(1));

        assertThat(ask("a")).isEqualTo(1);
    }

    @Test
    void aChangeIsAnsweredWithTheOldAtOnceAndTheNewSoonAfter() {
        ask("a");
        revision.incrementAndGet();
        later(Duration.ofSeconds(2));

        int atOnce = ask("a");

        assertThat(atOnce).isEqualTo(1);
        await().until(() -> ask("a") == 2);
    }

    @Test
    void anAnswerThatIsTooOldIsNotGiven() {
        ask("a");
        revision.incrementAndGet();
        later(Duration.ofSeconds(61));

        assertThat(ask("a")).isEqualTo(2);
    }

    @Test
    void withinTheIntervalTheRevisionIsNotAskedFor() {
        AtomicInteger asked = new AtomicInteger();
        Supplier<String> counting = () -> String.valueOf(asked.incrementAndGet());
        answers.get("a", counting, computed::incrementAndGet);

        answers.get("a", counting, computed::incrementAndGet);

        assertThat(asked).hasValue(1);
    }

    @Test
    void manyWhoAskAtOnceShareOneComputation() {
        List<CompletableFuture<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asking.add(CompletableFuture.supplyAsync(() -> answers.get("a", this::revision, this::computeAtGate)));
        }
        gate.countDown();

        assertThat(asking).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(1));
    }

    @Test
    void tooManyQuestionsAreRefused() {
        List<CompletableFuture<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String key = "key-" + i;
            asking.add(CompletableFuture.supplyAsync(() -> answers.get(key, this::revision, this::computeAtGate)));
        }

        await().untilAsserted(() -> assertThatThrownBy(() -> answers.get("late", this::revision, () -> 0))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.OVERLOADED)));
        gate.countDown();
        asking.forEach(CompletableFuture::join);
    }

    @Test
    void theAnswerAskedForLeastRecentlyGoes() {
        ask("a");
        ask("b");
        ask("a");
        ask("c");

        assertThat(ask("a")).isEqualTo(1);
        assertThat(ask("b")).isEqualTo(4);
    }

    @Test
    void aFailureIsToldAndNotKept() {
        assertThatThrownBy(() -> answers.get("a", this::revision, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(ask("a")).isEqualTo(1);
    }

    private int ask(String key) {
        return answers.get(key, this::revision, computed::incrementAndGet);
    }

    private String revision() {
        return revision.toString();
    }

    private int computeAtGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return computed.incrementAndGet();
    }

    private void later(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static ResultsConfig.Evaluation config() {
        return new SmallRyeConfigBuilder()
                .withMapping(ResultsConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "histostream.results.evaluation.answers", "2",
                                "histostream.results.evaluation.waiting", "2"),
                        "test",
                        100))
                .build()
                .getConfigMapping(ResultsConfig.class)
                .evaluation();
    }
}
