package io.histostream.results.evaluation.answer;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The latest answers, computed at most once for each revision. While rows arrive, an answer that is not too old is given at
 * once and made anew behind it: a table that everybody watches is always being computed, and nobody waits for it.
 *
 * <p>A plain bounded map, and no cache library: none of them asks whether an entry is still true.
 */
@Singleton
public class Answers {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private record Entry(Object value, String revision, long computedAt, long checkedAt) {

        Entry checked(long now) {
            return new Entry(value, revision, computedAt, now);
        }
    }

    private final Map<Object, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Object, CompletableFuture<Object>> running = new HashMap<>();
    private final ForkJoinPool threads;
    private final ResultsConfig.Evaluation config;
    private final LongSupplier clock;

    @Inject
    public Answers(ResultsConfig config) {
        this(config.evaluation(), System::nanoTime);
    }

    /** @param clock in nanoseconds, from any beginning */
    Answers(ResultsConfig.Evaluation config, LongSupplier clock) {
        this.config = config;
        this.clock = clock;
        // What the statistics do in parallel stays within these threads: intake has the others.
        this.threads = new ForkJoinPool(config.concurrent(), Answers::thread, null, true);
    }

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("evaluation-" + thread.getPoolIndex());
        thread.setContextClassLoader(Answers.class.getClassLoader());
        return thread;
    }

    /**
     * The answer to a question.
     *
     * @param key equal for equal questions
     * @param revision of what the answer is computed from; asked before it is computed
     */
    @SuppressWarnings("unchecked") // A key says what kind of answer it has.
    public <T> T get(Object key, Supplier<String> revision, Supplier<T> compute) {
        Entry entry = entry(key);
        if (entry != null) {
            long now = clock.getAsLong();
            if (now - entry.checkedAt() < config.checkInterval().toNanos()) {
                return (T) entry.value();
            }
            if (revision.get().equals(entry.revision())) {
                keep(key, entry.checked(now));
                return (T) entry.value();
            }
            if (now - entry.computedAt() < config.staleFor().toNanos()) {
                startBehind(key, revision, compute);
                return (T) entry.value();
            }
        }
        return (T) await(start(key, revision, compute));
    }

    private synchronized Entry entry(Object key) {
        return entries.get(key);
    }

    private synchronized void keep(Object key, Entry entry) {
        Entry there = entries.get(key);
        if (there != null && there.computedAt() - entry.computedAt() > 0) {
            return;
        }
        entries.put(key, entry);
        if (entries.size() > config.answers()) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Its end is seen in the answers; a failure by whoever asks next.
    private void startBehind(Object key, Supplier<String> revision, Supplier<?> compute) {
        try {
            start(key, revision, compute);
        } catch (ProblemException e) {
            // Too much to do: the next request tries again.
            return;
        }
    }

    private synchronized CompletableFuture<Object> start(Object key, Supplier<String> revision, Supplier<?> compute) {
        CompletableFuture<Object> there = running.get(key);
        if (there != null) {
            return there;
        }
        if (running.size() >= config.concurrent() + config.waiting()) {
            throw ProblemException.retryAfter(
                    ProblemCode.OVERLOADED, "Too many evaluations are waiting to be computed.", RETRY_AFTER);
        }
        CompletableFuture<Object> result = new CompletableFuture<>();
        running.put(key, result);
        threads.execute(() -> run(key, revision, compute, result));
        return result;
    }

    private void run(Object key, Supplier<String> revision, Supplier<?> compute, CompletableFuture<Object> result) {
        Object value = null;
        Throwable failure = null;
        try {
            long now = clock.getAsLong();
            String asOf = revision.get();
            value = compute.get();
            keep(key, new Entry(value, asOf, now, now));
        } catch (Throwable e) {
            failure = e;
        }
        synchronized (this) {
            running.remove(key);
        }
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private Object await(CompletableFuture<Object> result) {
        try {
            return result.get(config.maxWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw ProblemException.retryAfter(
                    ProblemCode.UNAVAILABLE, "The evaluation is still being computed.", RETRY_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.retryAfter(ProblemCode.UNAVAILABLE, "The service is stopping.", RETRY_AFTER);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
