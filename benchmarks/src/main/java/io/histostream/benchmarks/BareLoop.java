package io.histostream.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.image.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The least that classification can cost: threads that run the model over images in memory, with the same session
 * options, threads and batch as the worker, and nothing around it.
 */
final class BareLoop implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String inputName;
    private final String outputName;
    private final Preprocessor preprocessor;
    private final List<byte[]> images;
    private final int threads;
    private final int batchSize;

    BareLoop(Path model, Preprocessor preprocessor, List<byte[]> images, int threads, int batchSize)
            throws OrtException {
        this.preprocessor = preprocessor;
        this.images = List.copyOf(images);
        this.threads = threads;
        this.batchSize = batchSize;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = environment.createSession(model.toString(), options);
        }
        inputName = session.getInputNames().iterator().next();
        outputName = session.getOutputNames().iterator().next();
    }

    /** Images per second of decoding, resizing and running. */
    double decodeAndRun(Duration duration) throws InterruptedException, ExecutionException {
        return measure(duration, true);
    }

    /** Images per second of running on a tensor that is there already. */
    double runOnly(Duration duration) throws InterruptedException, ExecutionException {
        return measure(duration, false);
    }

    private double measure(Duration duration, boolean decode) throws InterruptedException, ExecutionException {
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long deadline = start + duration.toNanos();
            List<Future<Long>> ends = IntStream.range(0, threads)
                    .mapToObj(thread -> pool.submit(() -> loop(decode, deadline, next, done)))
                    .toList();
            long end = start;
            for (Future<Long> thread : ends) {
                end = Math.max(end, thread.get());
            }
            return done.get() * 1e9 / (end - start);
        } finally {
            pool.shutdownNow();
        }
    }

    private long loop(boolean decode, long deadline, AtomicLong next, AtomicLong done)
            throws OrtException, ImageRejectedException {
        FloatBuffer batch = ByteBuffer.allocateDirect(Float.BYTES * batchSize * preprocessor.elementCount())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        long[] inputShape = LongStream.concat(LongStream.of(batchSize), Arrays.stream(preprocessor.tensorShape()))
                .toArray();
        fill(batch, next);
        try (OnnxTensor input = OnnxTensor.createTensor(environment, batch.rewind(), inputShape)) {
            while (System.nanoTime() < deadline) {
                if (decode) {
                    fill(batch, next);
                }
                session.run(Map.of(inputName, input), java.util.Set.of(outputName))
                        .close();
                done.addAndGet(batchSize);
            }
        }
        return System.nanoTime();
    }

    private void fill(FloatBuffer batch, AtomicLong next) throws ImageRejectedException {
        batch.clear();
        for (int i = 0; i < batchSize; i++) {
            byte[] image = images.get((int) (next.getAndIncrement() % images.size()));
            preprocessor.preprocess(image, "image/png", batch);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
