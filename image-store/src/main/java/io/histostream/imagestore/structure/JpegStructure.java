package io.histostream.imagestore.structure;

import static io.histostream.imagestore.structure.StructureFault.CORRUPT;
import static io.histostream.imagestore.structure.StructureFault.TRAILING_BYTES;

/**
 * Walks a JPEG's markers to the end of the image, through the entropy-coded data of every scan (ITU-T T.81, annex B).
 * Only the Huffman-coded processes that decoders read are accepted: baseline, extended and progressive.
 */
final class JpegStructure {

    private static final int FILL = 0xFF;
    private static final int STUFFED = 0x00;
    private static final int TEM = 0x01;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DNL = 0xDC;
    private static final int SOF0 = 0xC0;
    private static final int SOF2 = 0xC2;
    private static final int SOF15 = 0xCF;
    private static final int DHT = 0xC4;
    private static final int DAC = 0xCC;

    private final ByteWindow file;
    private final StructureLimits limits;
    private long position;
    private ImageStructure frame;
    private int components;
    private boolean scanned;

    JpegStructure(ByteWindow file, StructureLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    ImageStructure inspect() throws StructureException {
        position = 2;
        int marker;
        while ((marker = nextMarker()) != EOI) {
            segment(marker);
        }
        if (!scanned) {
            throw CORRUPT.because("the JPEG has no picture");
        }
        if (position != file.size()) {
            throw TRAILING_BYTES.because("bytes follow the end of the JPEG");
        }
        return frame;
    }

    private int nextMarker() throws StructureException {
        if (file.u8(position) != FILL) {
            throw CORRUPT.because("there are stray bytes between the JPEG's segments");
        }
        int marker;
        do {
            marker = file.u8(++position);
        } while (marker == FILL);
        position++;
        return marker;
    }

    private void segment(int marker) throws StructureException {
        if (marker == STUFFED || marker == TEM || marker == SOI || marker >= RST0 && marker <= RST7) {
            throw CORRUPT.because("a JPEG marker is out of place");
        }
        int length = file.u16(position);
        if (length < 2) {
            throw CORRUPT.because("a JPEG segment is shorter than its own length");
        }
        file.require(position + length);
        if (marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != DAC) {
            frame(marker, length);
        } else if (marker == DNL) {
            throw CORRUPT.because("the JPEG tells its height only after its pixels");
        }
        long content = position + 2;
        position += length;
        if (marker == SOS) {
            scan(content, length);
        }
    }

    private void frame(int marker, int length) throws StructureException {
        if (marker > SOF2) {
            throw CORRUPT.because("the JPEG is lossless, hierarchical or arithmetic-coded");
        }
        if (frame != null || length < 11) {
            throw CORRUPT.because("the JPEG's frame header stands twice or is too short");
        }
        int height = file.u16(position + 3);
        int width = file.u16(position + 5);
        limits.checkPixels(width, height);
        components = file.u8(position + 7);
        if (components < 1 || components > 4 || length != 8 + 3 * components) {
            throw CORRUPT.because("the JPEG's frame header has a wrong length");
        }
        frame = new ImageStructure(PictureFormat.JPEG.mediaType(), width, height);
    }

    private void scan(long content, int length) throws StructureException {
        int inScan = length < 3 ? 0 : file.u8(content);
        if (frame == null || inScan < 1 || inScan > components || length != 6 + 2 * inScan) {
            throw CORRUPT.because("a scan header of the JPEG is wrong");
        }
        long start = position;
        skipEntropyCoded();
        if (position == start) {
            throw CORRUPT.because("a scan of the JPEG is empty");
        }
        scanned = true;
    }

    /** Leaves the position at the first marker that is neither a stuffed byte nor a restart. */
    private void skipEntropyCoded() throws StructureException {
        while (true) {
            position = file.indexOfFf(position);
            long marker = position + 1;
            while (file.u8(marker) == FILL) {
                marker++;
            }
            int code = file.u8(marker);
            if (code != STUFFED && (code < RST0 || code > RST7)) {
                return;
            }
            position = marker + 1;
        }
    }
}
