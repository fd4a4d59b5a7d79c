package io.histostream.systemtests;

import io.histostream.systemtests.Pictures.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/** Posts batches side by side with what else happens; one in five is posted twice, half of those at the same time. */
final class Posting {

    private static final int PICTURES = 150;
    private static final int CLIENTS = 3;

    private final Deployment deployment;
    private final Lab lab;
    private final long seed;
    private final int batches;
    private final int batchSize;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger twice = new AtomicInteger();

    Posting(Deployment deployment, Lab lab, long seed, int jobs, int batchSize) {
        this.deployment = deployment;
        this.lab = lab;
        this.seed = seed;
        this.batches = (jobs + batchSize - 1) / batchSize;
        this.batchSize = batchSize;
    }

    /**
     * Posts all batches.
     *
     * @param progress of what else happens, from 0 to 1: a batch is posted when its turn in it has come
     */
    CompletableFuture<Void> start(DoubleSupplier progress) {
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            CompletableFuture<Void> client = new CompletableFuture<>();
            Thread thread = new Thread(() -> post(progress, client), "lab-" + i);
            thread.setDaemon(true);
            thread.start();
            clients.add(client);
        }
        return CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new));
    }

    private void post(DoubleSupplier progress, CompletableFuture<Void> client) {
        try {
            int batch;
            while ((batch = next.getAndIncrement()) < batches) {
                while (progress.getAsDouble() < (double) batch / batches) {
                    Thread.sleep(50);
                }
                post(batch);
            }
            client.complete(null);
        } catch (InterruptedException | RuntimeException e) {
            deployment.log().surprise("posting ended: %s", e);
            client.completeExceptionally(e);
        }
    }

    private void post(int batch) throws InterruptedException {
        Random random = new Random(seed * 31 + batch);
        String key = "batch-" + seed + "-" + batch;
        List<Picture> pictures = pictures(random);
        if (batch % 10 == 0) {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> submit(key, pictures));
            lab.submit(key, pictures);
            other.join();
            twice.incrementAndGet();
        } else {
            lab.submit(key, pictures);
        }
        if (batch % 10 == 5) {
            lab.submit(key, pictures);
            twice.incrementAndGet();
        }
    }

    private void submit(String key, List<Picture> pictures) {
        try {
            lab.submit(key, pictures);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Picture> pictures(Random random) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < Math.max(PICTURES, batchSize); i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, random);
        return numbers.subList(0, batchSize).stream()
                .map(number -> Pictures.png(number))
                .toList();
    }

    int batches() {
        return batches;
    }

    int postedTwice() {
        return twice.get();
    }
}
