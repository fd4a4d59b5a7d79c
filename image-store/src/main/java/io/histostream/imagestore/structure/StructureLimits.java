package io.histostream.imagestore.structure;

import static io.histostream.imagestore.structure.StructureFault.TOO_LARGE;

/**
 * What a picture may cost at most.
 *
 * @param maxBytes length of the file
 * @param maxPixels width times height, as the header claims them
 */
public record StructureLimits(long maxBytes, long maxPixels) {

    public StructureLimits {
        if (maxBytes < 1 || maxPixels < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    void checkBytes(long size) throws StructureException {
        if (size > maxBytes) {
            throw TOO_LARGE.because("the file is longer than %d bytes".formatted(maxBytes));
        }
    }

    /** Both sides are in [0, 2³²); so their product fits, unsigned. */
    void checkPixels(long width, long height) throws StructureException {
        if (width < 1 || height < 1) {
            throw StructureFault.CORRUPT.because("the picture has no pixels");
        }
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE || width * height > maxPixels) {
            throw TOO_LARGE.because("the picture has more than %d pixels".formatted(maxPixels));
        }
    }
}
