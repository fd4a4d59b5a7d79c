package io.histostream.imagestore.structure;

import static io.histostream.imagestore.structure.StructureFault.CORRUPT;

/**
 * The strips or tiles of one TIFF directory, called segments here.
 *
 * @param segments how many the picture's size needs
 * @param rawLength bytes of a whole segment when it is not compressed, or 0 when it is
 * @param lastRawLength the same for the last segment of each plane, which may have fewer rows
 */
record TiffPixels(
        TiffDirectory.Field offsets,
        TiffDirectory.Field lengths,
        long segments,
        long segmentsPerPlane,
        long rawLength,
        long lastRawLength) {

    private static final long MAX_SEGMENTS = 1L << 17;
    private static final long MAX_TILE_SIDE = 1L << 16;

    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_LENGTHS = 279;
    private static final int PLANAR_CONFIGURATION = 284;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;

    private static final int UNCOMPRESSED = 1;
    private static final int SEPARATE_PLANES = 2;
    private static final int YCBCR = 6;
    private static final int PHOTOMETRIC = 262;

    static TiffPixels of(TiffDirectory directory) throws StructureException {
        boolean tiled = directory.fields().containsKey(TILE_OFFSETS);
        if (tiled == directory.fields().containsKey(STRIP_OFFSETS)) {
            throw CORRUPT.because("the TIFF has no pixels, or both strips and tiles");
        }
        long width = directory.width();
        long height = directory.height();
        long across = tiled ? tileSide(directory, TILE_WIDTH) : width;
        long down = tiled ? tileSide(directory, TILE_HEIGHT) : rowsPerStrip(directory, height);
        long samples = directory.valueOr(SAMPLES_PER_PIXEL, 1);
        long bits = directory.valueOr(BITS_PER_SAMPLE, 1);
        if (bits < 1 || bits > 64 || samples < 1 || samples > 1024) {
            throw CORRUPT.because("the TIFF's samples have an impossible size or number");
        }
        boolean planes = directory.valueOr(PLANAR_CONFIGURATION, 1) == SEPARATE_PLANES;
        long perPlane = ceilDivide(width, across) * ceilDivide(height, down);
        long bitsPerPixel = planes ? bits : bits * samples;
        long rowLength = hasForetoldLength(directory) ? ceilDivide(across * bitsPerPixel, 8) : 0;
        long lastRows = tiled || height % down == 0 ? down : height % down;
        return new TiffPixels(
                directory.required(tiled ? TILE_OFFSETS : STRIP_OFFSETS),
                directory.required(tiled ? TILE_LENGTHS : STRIP_LENGTHS),
                planes ? perPlane * samples : perPlane,
                perPlane,
                rowLength * down,
                rowLength * lastRows);
    }

    /** Not so when the pixels are compressed or their chroma is subsampled. */
    private static boolean hasForetoldLength(TiffDirectory directory) {
        return directory.valueOr(COMPRESSION, UNCOMPRESSED) == UNCOMPRESSED
                && directory.valueOr(PHOTOMETRIC, 0) != YCBCR;
    }

    /** Holds that every strip or tile lies in the file and that there are as many as the size needs. */
    void check(TiffReader reader) throws StructureException {
        if (segments > MAX_SEGMENTS) {
            throw CORRUPT.because("the TIFF has more than %d strips or tiles".formatted(MAX_SEGMENTS));
        }
        if (offsets.count() != segments || lengths.count() != segments) {
            throw CORRUPT.because("the number of strips or tiles does not fit the TIFF's size");
        }
        TiffReader lengthReader = reader.another();
        for (long i = 0; i < segments; i++) {
            long length = lengthReader.unsigned(lengths.type(), lengths.position(), i);
            boolean last = (i + 1) % segmentsPerPlane == 0;
            if (length < Math.max(1, last ? lastRawLength : rawLength)) {
                throw CORRUPT.because("a strip or tile of the TIFF is shorter than its pixels");
            }
            reader.cover(reader.unsigned(offsets.type(), offsets.position(), i), length);
        }
    }

    private static long rowsPerStrip(TiffDirectory directory, long height) throws StructureException {
        long rows = Math.min(directory.valueOr(ROWS_PER_STRIP, height), height);
        if (rows < 1) {
            throw CORRUPT.because("the TIFF's strips have no rows");
        }
        return rows;
    }

    private static long tileSide(TiffDirectory directory, int tag) throws StructureException {
        long side = directory.value(tag);
        if (side < 1 || side > MAX_TILE_SIDE) {
            throw CORRUPT.because("the TIFF's tiles have an impossible size");
        }
        return side;
    }

    private static long ceilDivide(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
