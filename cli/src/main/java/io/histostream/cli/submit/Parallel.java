package io.histostream.cli.submit;

import io.histostream.cli.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same with many things, a few at a time; the first failure ends the rest. */
public final class Parallel {

    /** Work on one thing. */
    @FunctionalInterface
    public interface Work<T, R> {
        R apply(T thing) throws IOException, InterruptedException;
    }

    private final int threads;

    public Parallel(int threads) {
        this.threads = threads;
    }

    /** The results in the order of the things. */
    public <T, R> List<R> map(List<T> things, Work<T, R> work) throws InterruptedException {
        if (things.isEmpty()) {
            return List.of();
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, things.size()));
        try {
            List<Future<R>> running = new ArrayList<>();
            for (T thing : things) {
                running.add(pool.submit(() -> work.apply(thing)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : running) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailure failure) {
                throw failure;
            }
            throw CommandFailure.trouble(String.valueOf(e.getCause().getMessage()), e);
        } finally {
            pool.shutdownNow();
        }
    }
}
