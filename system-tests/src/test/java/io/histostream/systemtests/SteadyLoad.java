package io.histostream.systemtests;

import io.histostream.systemtests.Pictures.Picture;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Keeps a number of jobs unfinished until it is closed: whenever there are fewer, it posts another batch. */
final class SteadyLoad implements AutoCloseable {

    private static final int BATCH_SIZE = 12;

    private final Lab lab;
    private final Ledger ledger;
    private final JobTable table;
    private final List<Picture> pictures;
    private final int unfinished;
    private final long seed;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;

    SteadyLoad(Deployment deployment, Lab lab, Ledger ledger, List<Picture> pictures, int unfinished, long seed) {
        this.lab = lab;
        this.ledger = ledger;
        this.table = new JobTable(deployment);
        this.pictures = pictures;
        this.unfinished = unfinished;
        this.seed = seed;
        Thread thread = new Thread(this::post, "steady-load");
        thread.setDaemon(true);
        thread.start();
    }

    private void post() {
        try {
            for (int batch = 0; !closed; batch++) {
                while (!closed && unfinished() > unfinished) {
                    Thread.sleep(10);
                }
                lab.submit("load-" + seed + "-" + batch, some(new Random(seed + batch)));
            }
            ended.complete(null);
        } catch (InterruptedException | SQLException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    private List<Picture> some(Random random) {
        int from = random.nextInt(pictures.size());
        return IntStream.range(from, from + BATCH_SIZE)
                .mapToObj(i -> pictures.get(i % pictures.size()))
                .toList();
    }

    /** Jobs that are posted and have no outcome yet. */
    long unfinished() throws SQLException {
        return ledger.jobIds().size() - table.ended();
    }

    /**
     * Posts no more, and tells whether all went well until then.
     *
     * @throws java.util.concurrent.CompletionException when posting had ended before
     */
    @Override
    public void close() {
        closed = true;
        ended.join();
    }
}
