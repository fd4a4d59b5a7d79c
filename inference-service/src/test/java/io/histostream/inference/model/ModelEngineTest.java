package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelEngineTest {

    private static final float POISON = -1;

    private final Device device = new Device();

    @Test
    void runsABatchAsOne() throws Exception {
        ModelEngine engine = engine(BatchBuckets.every(8));

        float[][] outputs = engine.run(images(1, 2, 3), 3);

        assertThat(outputs).isEqualTo(new float[][] {{1}, {2}, {3}});
        assertThat(device.runs).containsExactly(3);
    }

    @Test
    void padsABatchToItsBucket() throws Exception {
        ModelEngine engine = engine(BatchBuckets.powersOfTwo(8));

        float[][] outputs = engine.run(images(1, 2, 3, 0), 3);

        assertThat(outputs).isEqualTo(new float[][] {{1}, {2}, {3}});
        assertThat(device.runs).containsExactly(4);
    }

    @Test
    void runsSmallerBucketsWhereTheBufferHasNoRoomForPadding() throws Exception {
        ModelEngine engine = engine(BatchBuckets.powersOfTwo(8));

        float[][] outputs = engine.run(images(1, 2, 3), 3);

        assertThat(outputs).isEqualTo(new float[][] {{1}, {2}, {3}});
        assertThat(device.runs).containsExactly(2, 1);
    }

    @Test
    void halvesTheBatchWhenTheDeviceIsOutOfMemory() throws Exception {
        device.memory = 3;
        ModelEngine engine = engine(BatchBuckets.powersOfTwo(8));

        float[][] outputs = engine.run(images(1, 2, 3, 4, 5, 6, 7, 8), 8);

        assertThat(outputs).hasDimensions(8, 1);
        assertThat(engine.largestBatch()).isEqualTo(2);
        assertThat(device.runs).containsExactly(2, 2, 2, 2);
    }

    @Test
    void recyclesTheSessionWhenOneImageIsTooMuch() throws Exception {
        ModelEngine engine = engine(BatchBuckets.every(2));
        device.leaked = true;

        float[][] outputs = engine.run(images(1, 2), 2);

        assertThat(outputs).hasDimensions(2, 1);
        assertThat(device.opened).isEqualTo(2);
        assertThat(engine.isBroken()).isFalse();
    }

    @Test
    void breaksDownWhenANewSessionHasNoMemoryEither() {
        device.memory = 0;
        ModelEngine engine = engine(BatchBuckets.every(2));

        assertThatThrownBy(() -> engine.run(images(1), 1)).isInstanceOf(ModelBrokenException.class);
        assertThat(engine.isBroken()).isTrue();
        assertThatThrownBy(() -> engine.run(images(1), 1)).isInstanceOf(ModelBrokenException.class);
    }

    @Test
    void leavesAFailingBatchToBeSplit() {
        ModelEngine engine = engine(BatchBuckets.every(4));

        assertThatThrownBy(() -> engine.run(images(1, POISON), 2)).isExactlyInstanceOf(ModelRunException.class);
        assertThat(device.opened).isEqualTo(1);
    }

    @Test
    void blamesAnImageThatFailsAloneWhileTheGoldenImageRuns() {
        ModelEngine engine = engine(BatchBuckets.every(4));

        assertThatThrownBy(() -> engine.run(images(POISON), 1)).isExactlyInstanceOf(ModelRunException.class);
        assertThat(engine.isBroken()).isFalse();
        assertThat(device.opened).isEqualTo(1);
    }

    @Test
    void blamesTheSessionWhenTheGoldenImageFailsToo() throws Exception {
        ModelEngine engine = engine(BatchBuckets.every(4));
        device.sick = true;

        float[][] outputs = engine.run(images(5), 1);

        assertThat(outputs).isEqualTo(new float[][] {{5}});
        assertThat(device.opened).isEqualTo(2);
    }

    @Test
    void breaksDownWhenANewSessionIsSickToo() {
        ModelEngine engine = engine(BatchBuckets.every(4));
        device.sick = true;
        device.incurable = true;

        assertThatThrownBy(() -> engine.run(images(5), 1)).isInstanceOf(ModelBrokenException.class);
        assertThat(engine.isBroken()).isTrue();
    }

    @Test
    void retriesAnImageThatFailedOnceOnly() throws Exception {
        ModelEngine engine = engine(BatchBuckets.every(4));
        device.hiccups = 1;

        assertThat(engine.run(images(5), 1)).isEqualTo(new float[][] {{5}});
    }

    private ModelEngine engine(BatchBuckets buckets) {
        return new ModelEngine(device::open, buckets, 1, session -> {
            if (device.sick) {
                throw new ModelRunException("the golden image fails", null);
            }
        });
    }

    private static FloatBuffer images(float... numbers) {
        return FloatBuffer.wrap(numbers);
    }

    /** What all sessions share. */
    private static final class Device {

        private final List<Integer> runs = new ArrayList<>();
        private int memory = Integer.MAX_VALUE;
        private boolean leaked;
        private boolean sick;
        private boolean incurable;
        private int hiccups;
        private int opened;

        ModelSession open() {
            opened++;
            leaked = false;
            sick &= incurable;
            return new Session(this);
        }

        float[][] run(FloatBuffer images, int batchSize) throws ModelRunException {
            if (leaked || batchSize > memory) {
                throw new DeviceMemoryException("out of memory", null);
            }
            float[][] outputs = new float[batchSize][];
            for (int i = 0; i < batchSize; i++) {
                float number = images.get(images.position() + i);
                if (sick || number == POISON || hiccups-- > 0) {
                    throw new ModelRunException("the run fails", null);
                }
                outputs[i] = new float[] {number};
            }
            runs.add(batchSize);
            return outputs;
        }
    }

    private record Session(Device device) implements ModelSession {

        @Override
        public float[][] run(FloatBuffer images, int batchSize) throws ModelRunException {
            return device.run(images, batchSize);
        }

        @Override
        public ExecutionProvider provider() {
            return ExecutionProvider.CUDA;
        }

        @Override
        public void close() {
            // There is nothing to release.
        }
    }
}
