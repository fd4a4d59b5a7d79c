package io.histostream.inference.batching;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Keeps tasks until the test runs them, one at a time. */
final class HandDrivenExecutor implements Executor {

    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    int waiting() {
        return tasks.size();
    }

    void runNext() {
        tasks.remove().run();
    }

    void runLast() {
        tasks.removeLast().run();
    }

    void runAll() {
        while (!tasks.isEmpty()) {
            runNext();
        }
    }
}
