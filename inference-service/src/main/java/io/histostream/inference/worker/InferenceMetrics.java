package io.histostream.inference.worker;

import io.histostream.contracts.JobFailure;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.Prediction;
import io.histostream.inference.batching.BatchRunner;
import io.histostream.inference.batching.BatchedResult;
import io.histostream.inference.model.ExecutionProvider;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Owns the names and tags of the worker's own meters; the consumer's lag comes from the Kafka client, as
 * {@code kafka.consumer.fetch.manager.records.lag}.
 */
final class InferenceMetrics {

    static final String FETCH_TIME = "histostream.inference.fetch.time";
    static final String DECODE_TIME = "histostream.inference.decode.time";
    static final String QUEUE_TIME = "histostream.inference.queue.time";
    static final String COMPUTE_TIME = "histostream.inference.compute.time";
    static final String BATCH_SIZE = "histostream.inference.batch.size";
    static final String JOBS_IN_FLIGHT = "histostream.inference.jobs.in.flight";
    static final String LONGEST_TASK = "histostream.inference.longest.task";
    static final String OUTCOMES = "histostream.inference.outcomes";
    static final String PROVIDER = "histostream.inference.provider";

    static final String MODEL_TAG = "model";
    static final String OUTCOME_TAG = "outcome";
    static final String LABEL_TAG = "label";
    static final String FAILURE_CODE_TAG = "failure.code";
    static final String PROVIDER_TAG = "provider";
    static final String VERSION_TAG = "version";

    private static final String PREFIX = "histostream.inference.";
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final String modelName;
    private final Tags model;
    private final Timer fetchTime;
    private final Timer decodeTime;
    private final Timer queueTime;
    private final Timer computeTime;
    private final DistributionSummary batchSize;
    private Gauge inService;

    InferenceMetrics(MeterRegistry registry, String modelName) {
        this.registry = registry;
        this.modelName = modelName;
        this.model = Tags.of(MODEL_TAG, modelName);
        this.fetchTime = registry.timer(FETCH_TIME, model);
        this.decodeTime = registry.timer(DECODE_TIME, model);
        this.queueTime = registry.timer(QUEUE_TIME, model);
        this.computeTime = registry.timer(COMPUTE_TIME, model);
        this.batchSize = registry.summary(BATCH_SIZE, model);
    }

    /** Says which version and provider serve, in place of those that did before. */
    synchronized void inService(ExecutionProvider provider, String version) {
        if (inService != null) {
            registry.remove(inService);
        }
        // Held by the gauge: the registry alone would let it be collected.
        inService = Gauge.builder(PROVIDER, () -> 1)
                .tags(model.and(PROVIDER_TAG, provider.tag(), VERSION_TAG, version))
                .description("1 for the execution provider and version in use")
                .strongReference(true)
                .register(registry);
    }

    void watch(InFlightJobs jobs) {
        Gauge.builder(JOBS_IN_FLIGHT, jobs, InFlightJobs::count).tags(model).register(registry);
    }

    <T> void watchLongestTask(T owner, Function<T, Duration> longestTask) {
        Gauge.builder(LONGEST_TASK, owner, watched -> longestTask.apply(watched).toMillis() / 1_000.0)
                .tags(model)
                .baseUnit("seconds")
                .register(registry);
    }

    /** Removes every meter of this model: it is not served any more. */
    void close() {
        for (Meter meter : registry.getMeters()) {
            if (meter.getId().getName().startsWith(PREFIX)
                    && modelName.equals(meter.getId().getTag(MODEL_TAG))) {
                registry.remove(meter);
            }
        }
    }

    /** The same runner, with its batch sizes and times measured. */
    BatchRunner measured(BatchRunner runner) {
        return (slots, count) -> {
            long startedAt = System.nanoTime();
            float[][] outputs = runner.run(slots, count);
            computeTime.record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
            batchSize.record(count);
            return outputs;
        };
    }

    void fetched(long nanos) {
        fetchTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    void computed(BatchedResult result) {
        decodeTime.record(result.fillNanos(), TimeUnit.NANOSECONDS);
        queueTime.record(result.queueNanos(), TimeUnit.NANOSECONDS);
    }

    void ended(JobOutcome outcome) {
        if (outcome instanceof Prediction prediction) {
            count("prediction", prediction.label(), NONE);
        } else if (outcome instanceof JobFailure failure) {
            count("failure", NONE, failure.code().name());
        }
    }

    private void count(String outcome, String label, String failureCode) {
        registry.counter(
                        OUTCOMES,
                        model.and(
                                Tag.of(OUTCOME_TAG, outcome),
                                Tag.of(LABEL_TAG, label),
                                Tag.of(FAILURE_CODE_TAG, failureCode)))
                .increment();
    }
}
