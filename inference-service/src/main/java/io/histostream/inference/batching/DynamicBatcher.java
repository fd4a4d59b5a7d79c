package io.histostream.inference.batching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Lets images be written into the slots of batch buffers and runs the batches. Thread-safe.
 *
 * <p>Whenever something changes it starts what the limits allow, in this order: batches that are full or sealed; then
 * fills, while images wait; and only when none is left to start, a batch that is not full, once its first image has
 * waited for the max queue delay. So batches grow under load by themselves, and with a delay of 0 a lone image waits
 * for nobody.
 *
 * <p>Every submitted image's future completes exactly once, in no promised order. A run that fails is split until the
 * culprit is alone: it alone fails, with {@link BatchRunException}.
 */
public final class DynamicBatcher {

    private final BatchingLimits limits;
    private final BatchRunner runner;
    private final Executor executor;
    private final BatchTimer timer;
    private final LongSupplier nanoClock;
    private final Object lock = new Object();
    private final BatchQueues queues;
    private final RunningTasks running;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private int unfinished;
    private int unreported;
    private boolean draining;
    private boolean timerIsSet;

    /**
     * @param elementCount floats in a slot
     * @param executor runs each task it is given on a thread; it needs {@link BatchingLimits#concurrentTasks()} threads
     * @param nanoClock as {@link System#nanoTime}
     */
    public DynamicBatcher(
            BatchingLimits limits,
            int elementCount,
            BatchRunner runner,
            Executor executor,
            BatchTimer timer,
            LongSupplier nanoClock) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.runner = Objects.requireNonNull(runner, "runner");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.timer = Objects.requireNonNull(timer, "timer");
        this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
        this.queues = new BatchQueues(limits, elementCount);
        this.running = new RunningTasks(limits);
    }

    /**
     * Takes an image; returns at once. The future fails with what the filler threw, or with {@link BatchRunException}.
     *
     * @throws QueueFullException when too many images are unfinished
     * @throws IllegalStateException after {@link #drain}
     */
    public CompletableFuture<BatchedResult> submit(SlotFiller filler) {
        Entry entry = new Entry(filler);
        synchronized (lock) {
            if (draining) {
                throw new IllegalStateException("the batcher is draining");
            }
            if (unfinished == limits.queueCapacity()) {
                throw new QueueFullException(limits.queueCapacity());
            }
            unfinished++;
            unreported++;
            queues.add(entry);
        }
        startTasks();
        return entry.result();
    }

    /** Takes nothing more and waits for no more company; completes when every image taken is finished. */
    public CompletableFuture<Void> drain() {
        boolean idle;
        synchronized (lock) {
            draining = true;
            idle = unreported == 0;
        }
        if (idle) {
            drained.complete(null);
        }
        startTasks();
        return drained;
    }

    /** For how long the longest task that a thread has taken and not returned has been running: a watchdog's food. */
    public Optional<Duration> longestTask() {
        synchronized (lock) {
            return running.longest(nanoClock.getAsLong());
        }
    }

    private void startTasks() {
        List<Runnable> tasks = new ArrayList<>(2);
        synchronized (lock) {
            Runnable task;
            while ((task = nextTask()) != null) {
                tasks.add(task);
            }
            setTimer();
        }
        tasks.forEach(executor::execute);
    }

    private Runnable nextTask() {
        if (running.mayRun() && queues.hasReady()) {
            return runOf(queues.takeReady());
        }
        if (running.mayFill()) {
            Reservation reservation = queues.reserveNext();
            if (reservation != null) {
                running.startFill(reservation);
                return () -> fill(reservation);
            }
        }
        if (running.mayRun()) {
            queues.sealDue(
                    nanoClock.getAsLong(), draining ? 0 : limits.maxQueueDelay().toNanos());
            return queues.hasReady() ? runOf(queues.takeReady()) : null;
        }
        return null;
    }

    private Runnable runOf(Batch batch) {
        running.startRun(batch);
        return () -> run(batch);
    }

    /** While a batch waits for company, somebody must look again when its delay is over. */
    private void setTimer() {
        long delay = limits.maxQueueDelay().toNanos();
        if (timerIsSet || draining || delay == 0) {
            return;
        }
        queues.nextDueNanos(nanoClock.getAsLong(), delay).ifPresent(remaining -> {
            timerIsSet = true;
            timer.schedule(this::onTimer, remaining);
        });
    }

    private void onTimer() {
        synchronized (lock) {
            timerIsSet = false;
        }
        startTasks();
    }

    private void fill(Reservation reservation) {
        long startedAt = nanoClock.getAsLong();
        synchronized (lock) {
            running.beginFill(reservation, startedAt);
        }
        Throwable failure = reservation.fill();
        synchronized (lock) {
            reservation.entry().filled(startedAt, nanoClock.getAsLong());
            running.endFill(reservation);
            queues.settle(reservation, failure == null);
        }
        if (failure != null) {
            report(() -> reservation.entry().result().completeExceptionally(failure));
        }
        startTasks();
    }

    private void run(Batch batch) {
        synchronized (lock) {
            running.beginRun(batch, nanoClock.getAsLong());
        }
        List<Entry> images = batch.compact();
        runSplitting(batch.buffer(), images, 0);
        synchronized (lock) {
            running.endRun(batch);
            queues.recycle(batch);
        }
        startTasks();
    }

    private void runSplitting(BatchBuffer buffer, List<Entry> images, int from) {
        long startedAt = nanoClock.getAsLong();
        float[][] outputs;
        try {
            outputs = requireOutputs(runner.run(buffer.from(from), images.size()), images.size());
        } catch (Throwable failure) {
            splitOrBlame(buffer, images, from, failure);
            return;
        }
        long now = nanoClock.getAsLong();
        for (int i = 0; i < images.size(); i++) {
            Entry image = images.get(i);
            BatchedResult result = image.computed(outputs[i], images.size(), startedAt, now);
            report(() -> image.result().complete(result));
        }
    }

    private static float[][] requireOutputs(float[][] outputs, int images) {
        if (outputs.length != images) {
            throw new IllegalStateException("the run gave " + outputs.length + " outputs for " + images + " images");
        }
        return outputs;
    }

    private void splitOrBlame(BatchBuffer buffer, List<Entry> images, int from, Throwable failure) {
        if (images.size() == 1) {
            report(() -> images.get(0).result().completeExceptionally(new BatchRunException(failure)));
            return;
        }
        int half = images.size() / 2;
        runSplitting(buffer, images.subList(0, half), from);
        runSplitting(buffer, images.subList(half, images.size()), from + half);
    }

    /** Room first, then the result: whoever gets it may bring the next image at once. */
    private void report(Runnable completion) {
        synchronized (lock) {
            unfinished--;
        }
        completion.run();
        boolean idle;
        synchronized (lock) {
            unreported--;
            idle = draining && unreported == 0;
        }
        if (idle) {
            drained.complete(null);
        }
    }
}
