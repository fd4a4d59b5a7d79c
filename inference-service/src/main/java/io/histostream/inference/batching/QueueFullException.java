package io.histostream.inference.batching;

/** The batcher holds as many images as its queue capacity allows; nothing was taken. */
public final class QueueFullException extends RuntimeException {

    public QueueFullException(int queueCapacity) {
        super("the batcher's queue holds " + queueCapacity + " images");
    }
}
