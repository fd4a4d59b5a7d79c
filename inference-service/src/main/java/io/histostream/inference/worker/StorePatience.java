package io.histostream.inference.worker;

import io.histostream.imagestore.ObjectMissingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Waits for an image store that is in trouble for as long as it takes, or until the worker stops. Thread-safe. */
final class StorePatience {

    private static final Logger LOG = Logger.getLogger(StorePatience.class);

    private final Duration firstBackOff;
    private final Duration longestBackOff;
    private final CountDownLatch stopping = new CountDownLatch(1);

    StorePatience(Duration firstBackOff, Duration longestBackOff) {
        this.firstBackOff = firstBackOff;
        this.longestBackOff = longestBackOff;
    }

    /** Nobody waits for the store any longer. */
    void stop() {
        stopping.countDown();
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /**
     * Tries at least once, and until the store is well.
     *
     * @throws ObjectMissingException when the store is well and says so
     * @throws JobHeldException when the worker stops first
     */
    <T> T untilWell(Supplier<T> attempt) throws InterruptedException {
        Duration backOff = firstBackOff;
        while (true) {
            try {
                return attempt.get();
            } catch (ObjectMissingException e) {
                throw e;
            } catch (RuntimeException e) {
                // Whatever it is, it says nothing about the image.
                LOG.warnf("The image store is in trouble; next try in %d ms: %s", backOff.toMillis(), e.getMessage());
            }
            if (stopping.await(backOff.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new JobHeldException("the worker stops");
            }
            Duration doubled = backOff.multipliedBy(2);
            backOff = doubled.compareTo(longestBackOff) < 0 ? doubled : longestBackOff;
        }
    }
}
