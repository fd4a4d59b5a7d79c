package io.histostream.benchmarks.size;

import io.histostream.benchmarks.Figures;
import io.histostream.benchmarks.RowThroughput;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** How much slower outcomes become rows while people look at the pages. */
final class IngestUnderReading {

    /** @param ratio of the medians of what is alone and what is beside readers; 1 is no slowing at all */
    record Slowing(double alone, double besideReaders, double ratio, double requestsPerSecond) {}

    private static final int READERS = 8;

    private final RowThroughput rows;
    private final URI service;
    private final List<String> paths;

    IngestUnderReading(RowThroughput rows, URI service, List<String> paths) {
        this.rows = rows;
        this.service = service;
        this.paths = paths;
    }

    /**
     * In turn alone and beside readers, so that a drift of the machine meets both.
     *
     * @param pause of a reader between two pages
     */
    Slowing measure(int rounds, Duration pause) throws Exception {
        rows.perSecond();
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        AtomicLong requests = new AtomicLong();
        long reading = 0;
        for (int round = 0; round < rounds; round++) {
            alone.add(rows.perSecond());
            long start = System.nanoTime();
            beside.add(besideReaders(pause, requests));
            reading += System.nanoTime() - start;
            alone.add(rows.perSecond());
        }
        double medianAlone = Figures.median(alone);
        double medianBeside = Figures.median(beside);
        return new Slowing(medianAlone, medianBeside, medianBeside / medianAlone, requests.get() * 1e9 / reading);
    }

    private double besideReaders(Duration pause, AtomicLong requests) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            for (int reader = 0; reader < READERS; reader++) {
                int first = reader;
                var unused = threads.submit(() -> read(first, pause, done, requests));
            }
            return rows.perSecond();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private Void read(int first, Duration pause, AtomicBoolean done, AtomicLong requests) throws Exception {
        Reader reader = new Reader(service);
        for (int i = first; !done.get(); i++) {
            reader.get(paths.get(i % paths.size()));
            requests.incrementAndGet();
            Thread.sleep(pause.toMillis());
        }
        return null;
    }
}
