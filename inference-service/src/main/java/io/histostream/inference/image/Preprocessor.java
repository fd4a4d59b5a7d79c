package io.histostream.inference.image;

import io.histostream.contracts.FailureCode;
import io.histostream.imagestore.structure.ImageStructure;
import io.histostream.imagestore.structure.StructureException;
import io.histostream.imagestore.structure.StructureFault;
import io.histostream.imagestore.structure.StructureLimits;
import io.histostream.inference.image.decode.DecoderScratch;
import io.histostream.inference.image.decode.ImageDecoder;
import io.histostream.inference.image.resample.TensorWriter;
import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Checks, decodes, resizes and normalises one image into a slot of a model's input batch; thread-safe. */
public final class Preprocessor {

    private record Workspace(DecoderScratch scratch, TensorWriter writer) {}

    private final Preprocessing preprocessing;
    private final StructureLimits limits;
    /** As many as calls ever ran at once. */
    private final Queue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

    public Preprocessor(Preprocessing preprocessing, ImageLimits limits) {
        this.preprocessing = Objects.requireNonNull(preprocessing, "preprocessing");
        this.limits = new StructureLimits(limits.maxBytes(), limits.maxPixels());
    }

    /** The shape of one image's tensor, without a batch axis. */
    public long[] tensorShape() {
        return preprocessing.tensorShape();
    }

    /** Floats in one image's tensor. */
    public int elementCount() {
        return preprocessing.elementCount();
    }

    /**
     * Writes exactly {@link #elementCount()} floats in the order of the layout from the slot's position on and moves the
     * position behind them. After a rejection the position is where it was and what follows it is undefined.
     */
    public void preprocess(byte[] bytes, String mediaType, FloatBuffer slot) throws ImageRejectedException {
        if (slot.remaining() < elementCount()) {
            throw new IllegalArgumentException("the slot has no room for the tensor");
        }
        inspect(bytes, mediaType);
        Workspace workspace = workspaces.poll();
        if (workspace == null) {
            workspace = new Workspace(new DecoderScratch(), new TensorWriter(preprocessing));
        }
        try {
            workspace.writer().writeTo(slot);
            ImageDecoder.decode(bytes, mediaType, workspace.scratch(), workspace.writer());
            slot.position(slot.position() + elementCount());
        } finally {
            workspace.writer().release();
            workspaces.add(workspace);
        }
    }

    private void inspect(byte[] bytes, String mediaType) throws ImageRejectedException {
        try {
            ImageStructure structure = ImageStructure.inspect(bytes, mediaType, limits);
            Objects.requireNonNull(structure, "structure");
        } catch (StructureException e) {
            throw new ImageRejectedException(code(e.fault()), e.getMessage(), e);
        }
    }

    private static FailureCode code(StructureFault fault) {
        return switch (fault) {
            case MEDIA_TYPE_MISMATCH -> FailureCode.MEDIA_TYPE_MISMATCH;
            case TRUNCATED -> FailureCode.TRUNCATED;
            case TRAILING_BYTES -> FailureCode.TRAILING_BYTES;
            case CORRUPT -> FailureCode.CORRUPT;
            case TOO_LARGE -> FailureCode.TOO_LARGE;
        };
    }
}
