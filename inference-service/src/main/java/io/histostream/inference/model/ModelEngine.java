package io.histostream.inference.model;

import io.histostream.inference.batching.BatchRunner;
import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;

/**
 * Runs batches and tells a bad image from a bad session. Thread-safe.
 *
 * <p>When the device is out of memory, the largest batch is halved; when one image is still too much, the session is
 * recycled; when that does not help either, the engine is broken for good. When an image fails alone, the golden image
 * is the judge: if it computes, the image is the culprit; if not, the session is, and it is recycled.
 */
public final class ModelEngine implements BatchRunner, AutoCloseable {

    /** Computes the golden image on a session; throws when it does not come out as it should. */
    @FunctionalInterface
    public interface Canary {
        void verify(ModelSession session) throws ModelRunException;
    }

    private static final Logger LOG = Logger.getLogger(ModelEngine.class);

    private final ModelSession.Factory factory;
    private final BatchBuckets buckets;
    private final int elementCount;
    private final Canary canary;
    private final AtomicInteger largestBatch;
    private final ReadWriteLock sessionLock = new ReentrantReadWriteLock();
    private ModelSession session;
    private long recycled;
    private volatile ModelBrokenException broken;

    /** Opens the first session. */
    public ModelEngine(ModelSession.Factory factory, BatchBuckets buckets, int elementCount, Canary canary) {
        this.factory = Objects.requireNonNull(factory, "factory");
        this.buckets = Objects.requireNonNull(buckets, "buckets");
        this.elementCount = elementCount;
        this.canary = Objects.requireNonNull(canary, "canary");
        this.largestBatch = new AtomicInteger(buckets.largest());
        this.session = factory.open();
    }

    public boolean isBroken() {
        return broken != null;
    }

    /** The largest batch that the device has had memory for. */
    public int largestBatch() {
        return largestBatch.get();
    }

    @Override
    public float[][] run(FloatBuffer slots, int count) throws Exception {
        long generation = generation();
        try {
            return runInBuckets(slots, count);
        } catch (DeviceMemoryException e) {
            return runOnNewSession(slots, count, generation, e);
        } catch (ModelRunException e) {
            if (count > 1) {
                throw e;
            }
            return judge(slots, generation, e);
        }
    }

    /** An image failed alone: once more if the session is well, and on a new session if it is not. */
    private float[][] judge(FloatBuffer slots, long generation, ModelRunException failure) throws Exception {
        if (isWell()) {
            return runInBuckets(slots, 1);
        }
        return runOnNewSession(slots, 1, generation, failure);
    }

    private float[][] runOnNewSession(FloatBuffer slots, int count, long generation, ModelRunException failure)
            throws Exception {
        recycle(generation, failure);
        try {
            return runInBuckets(slots, count);
        } catch (DeviceMemoryException again) {
            throw breakDown(again);
        } catch (ModelRunException again) {
            if (count > 1 || isWell()) {
                throw again;
            }
            throw breakDown(again);
        }
    }

    private ModelBrokenException breakDown(Exception cause) {
        ModelBrokenException failure = new ModelBrokenException("the model does not run in a new session", cause);
        broken = failure;
        LOG.errorf(cause, "The worker is not ready any more: %s", failure.getMessage());
        return failure;
    }

    private boolean isWell() {
        try {
            verify(canary);
            return true;
        } catch (ModelRunException | ModelRefusedException e) {
            return false;
        }
    }

    private long generation() {
        sessionLock.readLock().lock();
        try {
            return recycled;
        } finally {
            sessionLock.readLock().unlock();
        }
    }

    /** Verifies the present session. */
    void verify(Canary check) throws ModelRunException {
        sessionLock.readLock().lock();
        try {
            check.verify(session);
        } finally {
            sessionLock.readLock().unlock();
        }
    }

    /** Opens a new session, unless another run has done so since this one began. */
    private void recycle(long generation, ModelRunException failure) throws ModelBrokenException {
        sessionLock.writeLock().lock();
        try {
            if (recycled != generation) {
                return;
            }
            LOG.warnf("The session is recycled: %s", failure.getMessage());
            session.close();
            session = factory.open();
            recycled++;
            canary.verify(session);
        } catch (ModelRunException | RuntimeException e) {
            e.addSuppressed(failure);
            throw breakDown(e);
        } finally {
            sessionLock.writeLock().unlock();
        }
    }

    private float[][] runInBuckets(FloatBuffer slots, int count) throws ModelRunException, ModelBrokenException {
        float[][] outputs = new float[count][];
        int done = 0;
        while (done < count) {
            int allowed = Math.min(count - done, largestBatch.get());
            int room = slots.remaining() / elementCount - done;
            int bucket = buckets.of(allowed, Math.min(room, largestBatch.get()));
            int images = Math.min(allowed, bucket);
            if (runBucket(slots, done, bucket, images, outputs)) {
                done += images;
            }
        }
        return outputs;
    }

    /** False when the device had no memory for it and a smaller batch shall be tried. */
    private boolean runBucket(FloatBuffer slots, int from, int bucket, int images, float[][] outputs)
            throws ModelRunException, ModelBrokenException {
        int start = slots.position() + from * elementCount;
        sessionLock.readLock().lock();
        try {
            if (broken != null) {
                throw broken;
            }
            float[][] computed = session.run(slots.slice(start, bucket * elementCount), bucket);
            System.arraycopy(computed, 0, outputs, from, images);
            return true;
        } catch (DeviceMemoryException e) {
            if (bucket == 1) {
                throw e;
            }
            int smaller = largestBatch.updateAndGet(largest -> Math.min(largest, bucket / 2));
            LOG.warnf("Out of memory with %d images; from now on at most %d run together", bucket, smaller);
            return false;
        } catch (RuntimeException e) {
            throw new ModelRunException("the run ended in a defect: " + e, e);
        } finally {
            sessionLock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        sessionLock.writeLock().lock();
        try {
            session.close();
        } finally {
            sessionLock.writeLock().unlock();
        }
    }
}
