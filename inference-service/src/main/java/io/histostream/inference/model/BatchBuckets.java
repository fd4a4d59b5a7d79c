package io.histostream.inference.model;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The batch sizes that are run: a device searches for its fastest kernels anew at each size, so it gets few of them. */
public final class BatchBuckets {

    private final TreeSet<Integer> sizes;

    private BatchBuckets(TreeSet<Integer> sizes) {
        this.sizes = sizes;
    }

    /** Every size, for a processor to which all are equal. */
    public static BatchBuckets every(int maxBatchSize) {
        return new BatchBuckets(
                new TreeSet<>(IntStream.rangeClosed(1, maxBatchSize).boxed().toList()));
    }

    /** 1, 2, 4 … and the largest. */
    public static BatchBuckets powersOfTwo(int maxBatchSize) {
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int size = 1; size < maxBatchSize; size *= 2) {
            sizes.add(size);
        }
        sizes.add(maxBatchSize);
        return new BatchBuckets(sizes);
    }

    public List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    public int largest() {
        return sizes.last();
    }

    /**
     * The smallest bucket that holds so many images; where the buffer has no room for it, the largest that has.
     *
     * @param room slots in the buffer from the first image on, at least 1
     */
    int of(int images, int room) {
        Integer padded = sizes.ceiling(images);
        return padded != null && padded <= room ? padded : sizes.floor(Math.min(images, room));
    }
}
