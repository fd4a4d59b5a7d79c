package io.histostream.results;

import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Owns the names and tags of every meter of this service. */
@Singleton
public class ResultsMetrics {

    private static final String PREFIX = "histostream.results.";

    private final MeterRegistry registry;
    private final DistributionSummary statementRows;
    private final Timer statementTime;
    private final Counter rows;
    private final Counter waits;
    private final Timer latency;

    public ResultsMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.statementRows = DistributionSummary.builder(PREFIX + "statement.rows")
                .description("Rows that one statement carried to the database")
                .register(registry);
        this.statementTime = Timer.builder(PREFIX + "statement.time")
                .description("Time from binding a statement to its commit")
                .register(registry);
        this.rows = Counter.builder(PREFIX + "rows")
                .description("Rows that were new or advanced")
                .register(registry);
        this.waits = Counter.builder(PREFIX + "database.waits")
                .description("Pauses because the database did not take rows")
                .register(registry);
        this.latency = Timer.builder(PREFIX + "latency")
                .description("Time from the acceptance of a batch to the committed outcome of a job")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(registry);
    }

    /** One statement was committed. */
    public void upserted(int count, long nanos) {
        statementRows.record(count);
        statementTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** These rows were new or advanced. */
    public void stored(List<JobRow> stored) {
        rows.increment(stored.size());
        Instant now = Instant.now();
        for (JobRow row : stored) {
            registry.counter(
                            PREFIX + "jobs",
                            "state",
                            row.state().name(),
                            "model",
                            row.job().model(),
                            "failure.code",
                            row.failureCode() == null ? "none" : row.failureCode())
                    .increment();
            if (row.state() != JobState.ACCEPTED) {
                latency.record(Duration.between(row.job().submittedAt(), now));
            }
        }
    }

    /** The records of one poll were committed, but for the rejected ones. */
    public void taken(List<? extends KafkaRecord<?, ?>> records, int rejected) {
        if (records.isEmpty()) {
            return;
        }
        KafkaRecord<?, ?> last = records.get(records.size() - 1);
        String topic = last.getTopic();
        registry.counter(PREFIX + "records", "topic", topic).increment(records.size());
        registry.counter(PREFIX + "dead.letters", "topic", topic).increment(rejected);
        registry.summary(PREFIX + "poll.records", "topic", topic).record(records.size());
        registry.timer(PREFIX + "lag", "topic", topic).record(Duration.between(last.getTimestamp(), Instant.now()));
    }

    /** The database did not take rows. */
    public void waited() {
        waits.increment();
    }
}
