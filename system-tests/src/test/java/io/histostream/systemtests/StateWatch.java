package io.histostream.systemtests;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Looks at every job's state again and again, and notes each one that went back or away. */
final class StateWatch implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 1000;

    private final JobTable table;
    private final RunLog log;
    private final Map<UUID, String> last = new HashMap<>();
    private final Thread thread;
    private int looks;
    private int regressions;

    StateWatch(Deployment deployment) {
        this.table = new JobTable(deployment);
        this.log = deployment.log();
        this.thread = new Thread(this::watch, "state-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once; a database that is down has nothing to show. */
    synchronized void look() {
        Map<UUID, String> now = new HashMap<>();
        try {
            table.rows().forEach(row -> now.put(row.jobId(), row.state()));
        } catch (SQLException e) {
            return;
        }
        looks++;
        last.forEach((job, before) -> compare(job, before, now.get(job)));
        last.clear();
        last.putAll(now);
    }

    private void compare(UUID job, String before, String now) {
        if (!before.equals(now) && !before.equals("ACCEPTED")) {
            regressions++;
            log.surprise("job %s was %s and is %s", job, before, now == null ? "gone" : now);
        }
    }

    synchronized int looks() {
        return looks;
    }

    synchronized int regressions() {
        return regressions;
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
