package io.histostream.results.total;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Removes old minutes from table {@code activity}, so that it stays small. */
@Singleton
public class ActivityPruning {

    /** How long a minute is kept at least. */
    public static final Duration KEPT = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(ActivityPruning.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    // A late outcome may be counted in an old minute right now: that row goes the next time.
    private static final String DELETE = "DELETE FROM activity WHERE ctid = ANY (ARRAY("
            + "SELECT ctid FROM activity WHERE minute < ? FOR UPDATE SKIP LOCKED))";

    private final DataSource dataSource;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "activity-pruning"));

    ActivityPruning(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void start(@Observes StartupEvent event) {
        var unused = thread.scheduleWithFixedDelay(
                this::tryToPrune, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    private void tryToPrune() {
        try {
            prune(Instant.now().minus(KEPT));
        } catch (SQLException | RuntimeException e) {
            // Whatever it is, the schedule would end with it.
            LOG.warnf("Old minutes could not be removed and will be tried again: %s", e.getMessage());
        }
    }

    /** @return how many rows were removed */
    int prune(Instant before) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setTimestamp(1, Timestamp.from(before));
            return statement.executeUpdate();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }
}
