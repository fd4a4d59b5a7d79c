package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;

/** Decodes a file of a known media type whose structure has been inspected; no colour management, as Pillow does. */
public final class ImageDecoder {

    /** Keeps one row under a megabyte in every form. */
    private static final int LARGEST_SIDE = 65_535;

    private ImageDecoder() {}

    /** After a rejection the sink may have taken some of the rows. */
    public static void decode(byte[] file, String mediaType, DecoderScratch scratch, RowSink sink)
            throws ImageRejectedException {
        try {
            switch (mediaType) {
                case "image/png" -> new PngDecoder(file, scratch).decode(sink);
                case "image/jpeg" -> JpegDecoder.decode(file, scratch, sink);
                case "image/tiff" -> new TiffDecoder(file, scratch).decode(sink);
                default ->
                    throw new ImageRejectedException(
                            FailureCode.MEDIA_TYPE_MISMATCH, "the media type is none that is decoded");
            }
        } catch (IndexOutOfBoundsException e) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "the file points outside itself", e);
        }
    }

    static void checkSides(int width, int height) throws ImageRejectedException {
        if (width < 1 || height < 1) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "the picture has no pixels");
        }
        if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
            throw new ImageRejectedException(
                    FailureCode.TOO_LARGE, "a side of the picture is longer than " + LARGEST_SIDE + " pixels");
        }
    }
}
