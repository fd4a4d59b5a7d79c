package io.histostream.inference.batching;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Direct memory for the images of one batch, slot after slot, in native byte order; used again and again. */
final class BatchBuffer {

    private final FloatBuffer floats;
    private final int elementCount;

    BatchBuffer(int slots, int elementCount) {
        int bytes = Math.multiplyExact(Math.multiplyExact(slots, elementCount), Float.BYTES);
        this.floats =
                ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
        this.elementCount = elementCount;
    }

    FloatBuffer slot(int index) {
        return floats.slice(index * elementCount, elementCount);
    }

    /** From a slot to the end of the buffer. */
    FloatBuffer from(int index) {
        return floats.slice(index * elementCount, floats.capacity() - index * elementCount);
    }

    void copySlot(int from, int to) {
        floats.put(to * elementCount, floats, from * elementCount, elementCount);
    }
}
