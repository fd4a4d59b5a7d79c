package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes the first picture of a TIFF strip by strip; what lies outside grey and RGB of 8 bits in strips, plain, LZW or
 * deflated, is refused by the header. Unlike PNG's and JPEG's, a TIFF's orientation is applied, since Pillow does so.
 */
final class TiffDecoder {

    private final byte[] file;
    private final DecoderScratch scratch;
    private final TiffFields fields;
    private final TiffHeader header;
    private final PixelColours colours;
    private final int rowLength;

    TiffDecoder(byte[] file, DecoderScratch scratch) throws ImageRejectedException {
        this.file = file;
        this.scratch = scratch;
        this.fields = new TiffFields(file);
        this.header = TiffHeader.of(fields);
        this.colours = new PixelColours.Direct(header.samples(), header.colour() ? 1 : 0);
        this.rowLength = header.width() * header.samples();
    }

    void decode(RowSink sink) throws ImageRejectedException {
        TiffOrientation orientation = TiffOrientation.of(header.orientation());
        if (orientation == TiffOrientation.UPRIGHT) {
            sink.begin(header.width(), header.height());
            readRows(sink);
            return;
        }
        orientation.decode(header.width(), header.height(), this::readRows, sink);
    }

    private void readRows(RowSink sink) throws ImageRejectedException {
        int strips = (header.height() + header.rowsPerStrip() - 1) / header.rowsPerStrip();
        if (fields.count(TiffHeader.STRIP_OFFSETS) != strips || fields.count(TiffHeader.STRIP_LENGTHS) != strips) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "the number of strips does not fit the TIFF's size");
        }
        byte[] rgb = scratch.row(3 * header.width());
        for (int strip = 0; strip < strips; strip++) {
            int rows = Math.min(header.rowsPerStrip(), header.height() - strip * header.rowsPerStrip());
            byte[] unpacked = unpack(strip, Math.multiplyExact(rows, rowLength));
            for (int row = 0; row < rows; row++) {
                if (header.differenced()) {
                    sumUp(unpacked, row * rowLength);
                }
                colours.toRgb(unpacked, row * rowLength, rgb, 0, header.width());
                if (header.whiteIsZero()) {
                    invert(rgb);
                }
                sink.row(rgb, 0);
            }
        }
    }

    private byte[] unpack(int strip, int length) throws ImageRejectedException {
        int from = fields.value(TiffHeader.STRIP_OFFSETS, strip);
        int packed = fields.value(TiffHeader.STRIP_LENGTHS, strip);
        if (from > file.length - packed) {
            throw new ImageRejectedException(FailureCode.TRUNCATED, "a strip of the TIFF lies behind the file's end");
        }
        byte[] unpacked = scratch.block(length);
        switch (header.compression()) {
            case NONE -> {
                if (packed < length) {
                    throw new ImageRejectedException(FailureCode.TRUNCATED, "a strip of the TIFF is too short");
                }
                System.arraycopy(file, from, unpacked, 0, length);
            }
            case LZW -> TiffLzw.unpack(file, from, packed, unpacked, length);
            case DEFLATE -> inflate(from, packed, unpacked, length);
        }
        return unpacked;
    }

    private void inflate(int from, int packed, byte[] target, int length) throws ImageRejectedException {
        Inflater inflater = scratch.inflater();
        inflater.setInput(file, from, packed);
        byte[] surplus = new byte[1];
        try {
            int done = 0;
            int inflated = 1;
            while (done < length && inflated > 0) {
                inflated = inflater.inflate(target, done, length - done);
                done += inflated;
            }
            if (done < length) {
                throw new ImageRejectedException(FailureCode.TRUNCATED, "a strip of the TIFF ends before its rows do");
            }
            if (inflater.inflate(surplus) > 0 || !inflater.finished()) {
                throw new ImageRejectedException(FailureCode.CORRUPT, "a strip of the TIFF does not end with its rows");
            }
        } catch (DataFormatException e) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "a strip of the TIFF is damaged", e);
        }
    }

    private void sumUp(byte[] samples, int row) {
        for (int i = row + header.samples(); i < row + rowLength; i++) {
            samples[i] += samples[i - header.samples()];
        }
    }

    private void invert(byte[] rgb) {
        for (int i = 0; i < 3 * header.width(); i++) {
            rgb[i] = (byte) ~rgb[i];
        }
    }
}
