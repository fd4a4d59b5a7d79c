package io.histostream.ingest.image;

import io.histostream.contracts.ProblemCode;
import io.histostream.ingest.IngestConfig;
import io.histostream.ingest.IngestMetrics;
import io.histostream.problems.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Bounds how many uploads are received at the same time. */
@Singleton
public class UploadPermits {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore permits;

    public UploadPermits(IngestConfig config, IngestMetrics metrics) {
        int most = config.image().maxConcurrentUploads();
        this.permits = new Semaphore(most);
        metrics.watchUploads(() -> most - permits.availablePermits());
    }

    /** Is given back when closed. */
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws ProblemException with code OVERLOADED when there are too many uploads */
    public Permit acquire() {
        if (!permits.tryAcquire()) {
            throw ProblemException.retryAfter(
                    ProblemCode.OVERLOADED, "Too many uploads at the same time.", RETRY_AFTER);
        }
        return permits::release;
    }
}
