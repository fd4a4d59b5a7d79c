package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;

/**
 * The form of a TIFF's first picture: strips of 8-bit grey or RGB, perhaps with alpha that is not multiplied in.
 *
 * @param samples bytes per pixel
 * @param whiteIsZero grey that runs from white to black
 * @param differenced whether each sample is the difference to the one on the left
 * @param orientation 1 to 8, as the EXIF specification numbers them
 */
record TiffHeader(
        int width,
        int height,
        int samples,
        boolean colour,
        boolean whiteIsZero,
        Compression compression,
        boolean differenced,
        int rowsPerStrip,
        int orientation) {

    static final int STRIP_OFFSETS = 273;
    static final int STRIP_LENGTHS = 279;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int FILL_ORDER = 266;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int PLANAR_CONFIGURATION = 284;
    private static final int PREDICTOR = 317;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;

    private static final int WHITE_IS_ZERO = 0;
    private static final int RGB = 2;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int DIFFERENCES = 2;

    enum Compression {
        NONE,
        LZW,
        DEFLATE;

        static Compression of(int code) throws ImageRejectedException {
            return switch (code) {
                case 1 -> NONE;
                case 5 -> LZW;
                case 8, 32946 -> DEFLATE;
                default -> throw unsupported("the TIFF's compression is not read");
            };
        }
    }

    static TiffHeader of(TiffFields fields) throws ImageRejectedException {
        int width = fields.required(WIDTH);
        int height = fields.required(HEIGHT);
        ImageDecoder.checkSides(width, height);
        int photometric = fields.required(PHOTOMETRIC);
        int samples = fields.valueOr(SAMPLES_PER_PIXEL, 1);
        checkColours(fields, photometric, samples);
        checkLayout(fields);
        Compression compression = Compression.of(fields.valueOr(COMPRESSION, 1));
        int predictor = compression == Compression.NONE ? 1 : fields.valueOr(PREDICTOR, 1);
        if (predictor < 1 || predictor > DIFFERENCES) {
            throw unsupported("the TIFF's predictor is not read");
        }
        int rowsPerStrip = Math.min(height, Math.max(1, fields.valueOr(ROWS_PER_STRIP, height)));
        return new TiffHeader(
                width,
                height,
                samples,
                photometric == RGB,
                photometric == WHITE_IS_ZERO,
                compression,
                predictor == DIFFERENCES,
                rowsPerStrip,
                fields.valueOr(ORIENTATION, 1));
    }

    private static void checkColours(TiffFields fields, int photometric, int samples) throws ImageRejectedException {
        if (photometric < WHITE_IS_ZERO || photometric > RGB) {
            throw unsupported("the TIFF is neither grey nor RGB");
        }
        int colours = photometric == RGB ? 3 : 1;
        boolean alpha = samples == colours + 1 && photometric != WHITE_IS_ZERO;
        if (samples != colours && !alpha) {
            throw unsupported("the TIFF has more or fewer samples than its colours need");
        }
        if (alpha && fields.valueOr(EXTRA_SAMPLES, 0) == ASSOCIATED_ALPHA) {
            throw unsupported("the TIFF's alpha is multiplied into its colours");
        }
        if (fields.count(BITS_PER_SAMPLE) < 1 || fields.count(BITS_PER_SAMPLE) > samples) {
            throw unsupported("the TIFF's samples do not have 8 bits");
        }
        for (int i = 0; i < fields.count(BITS_PER_SAMPLE); i++) {
            if (fields.value(BITS_PER_SAMPLE, i) != 8) {
                throw unsupported("the TIFF's samples do not have 8 bits");
            }
        }
    }

    private static void checkLayout(TiffFields fields) throws ImageRejectedException {
        if (!fields.has(STRIP_OFFSETS) || !fields.has(STRIP_LENGTHS)) {
            throw unsupported("the TIFF is not made of strips");
        }
        boolean usual = fields.valueOr(PLANAR_CONFIGURATION, 1) == 1
                && fields.valueOr(FILL_ORDER, 1) == 1
                && fields.valueOr(SAMPLE_FORMAT, 1) == 1;
        if (!usual) {
            throw unsupported("the TIFF's samples are not unsigned bytes side by side");
        }
    }

    private static ImageRejectedException unsupported(String detail) {
        return new ImageRejectedException(FailureCode.UNSUPPORTED_COLOUR, detail);
    }
}
