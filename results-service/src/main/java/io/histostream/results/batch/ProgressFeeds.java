package io.histostream.results.batch;

import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Polls the batches that somebody watches, and no others. */
@ApplicationScoped
public class ProgressFeeds {

    private static final Logger LOG = Logger.getLogger(ProgressFeeds.class);

    private final BatchRepository batches;
    private final Tenant tenant;
    private final Duration interval;
    private final Map<UUID, ProgressFeed> feeds = new ConcurrentHashMap<>();
    private final ScheduledExecutorService poller =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "progress-poll"));
    private volatile Future<?> polls;

    public ProgressFeeds(BatchRepository batches, Tenant tenant, ResultsConfig config) {
        this.batches = batches;
        this.tenant = tenant;
        this.interval = config.progress().pollInterval();
    }

    /**
     * A batch's progress now and whenever it changes; ends when the batch is completed, and goes on over an outage of the
     * database. A slow client misses intermediate states, never the last.
     */
    public Multi<BatchProgress> watch(UUID batch) {
        return Multi.createFrom()
                .emitter(
                        watcher -> feeds.compute(batch, (id, feed) -> {
                            ProgressFeed joined = feed == null ? new ProgressFeed(() -> count(id)) : feed;
                            joined.join(watcher);
                            return joined;
                        }),
                        BackPressureStrategy.LATEST);
    }

    void start(@Observes StartupEvent event) {
        long millis = interval.toMillis();
        polls = poller.scheduleWithFixedDelay(this::poll, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        polls.cancel(false);
        poller.shutdown();
    }

    private void poll() {
        for (UUID batch : feeds.keySet()) {
            // Nobody can join while the feed is looked at, so a feed that is dropped has no watcher.
            ProgressFeed feed = feeds.computeIfPresent(batch, (id, known) -> known.isWatched() ? known : null);
            if (feed != null) {
                poll(feed);
            }
        }
    }

    private static void poll(ProgressFeed feed) {
        try {
            feed.poll();
        } catch (RuntimeException e) {
            LOG.debugf(e, "A watched batch could not be counted; it is tried again");
        }
    }

    private BatchProgress count(UUID batch) {
        return batches.progress(tenant.name(), batch).orElseThrow(BatchResource::notFound);
    }
}
