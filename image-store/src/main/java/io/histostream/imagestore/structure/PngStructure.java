package io.histostream.imagestore.structure;

import static io.histostream.imagestore.structure.StructureFault.CORRUPT;
import static io.histostream.imagestore.structure.StructureFault.TRAILING_BYTES;

import java.util.Set;

/** Walks a PNG's chunks: header limits first, then order, lengths and every checksum (PNG specification, chapter 5). */
final class PngStructure {

    private static final int SIGNATURE_LENGTH = 8;
    private static final int CHUNK_OVERHEAD = 12;
    private static final int HEADER_LENGTH = 13;

    private static final int IHDR = type("IHDR");
    private static final int PLTE = type("PLTE");
    private static final int IDAT = type("IDAT");
    private static final int IEND = type("IEND");
    private static final int TRNS = type("tRNS");
    private static final Set<Integer> ANIMATION = Set.of(type("acTL"), type("fcTL"), type("fdAT"));

    private static final int COLOUR_GREY = 0;
    private static final int COLOUR_RGB = 2;
    private static final int COLOUR_PALETTE = 3;
    private static final int COLOUR_GREY_ALPHA = 4;
    private static final int COLOUR_RGB_ALPHA = 6;

    private final ByteWindow file;
    private final StructureLimits limits;
    private int bitDepth;
    private int colourType;
    private boolean palette;
    private boolean pixels;
    private boolean pixelsEnded;

    PngStructure(ByteWindow file, StructureLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    ImageStructure inspect() throws StructureException {
        ImageStructure structure = header();
        long position = SIGNATURE_LENGTH + CHUNK_OVERHEAD + HEADER_LENGTH;
        int type;
        do {
            long length = file.u32(position);
            type = (int) file.u32(position + 4);
            checkType(type);
            if (length > Integer.MAX_VALUE) {
                throw CORRUPT.because("a chunk is longer than the format allows");
            }
            checkSum(position, length);
            checkOrder(type, length);
            position += CHUNK_OVERHEAD + length;
        } while (type != IEND);
        if (position != file.size()) {
            throw TRAILING_BYTES.because("bytes follow the end of the PNG");
        }
        return structure;
    }

    private ImageStructure header() throws StructureException {
        long position = SIGNATURE_LENGTH;
        if (file.u32(position) != HEADER_LENGTH || file.u32(position + 4) != IHDR) {
            throw CORRUPT.because("the PNG does not begin with its header");
        }
        checkSum(position, HEADER_LENGTH);
        long width = file.u32(position + 8);
        long height = file.u32(position + 12);
        limits.checkPixels(width, height);
        bitDepth = file.u8(position + 16);
        colourType = file.u8(position + 17);
        boolean known = file.u8(position + 18) == 0 && file.u8(position + 19) == 0 && file.u8(position + 20) <= 1;
        if (!known || !bitDepths().contains(bitDepth)) {
            throw CORRUPT.because("the PNG's header names no known colour type, depth or method");
        }
        return new ImageStructure(PictureFormat.PNG.mediaType(), (int) width, (int) height);
    }

    private Set<Integer> bitDepths() {
        return switch (colourType) {
            case COLOUR_GREY -> Set.of(1, 2, 4, 8, 16);
            case COLOUR_PALETTE -> Set.of(1, 2, 4, 8);
            case COLOUR_RGB, COLOUR_GREY_ALPHA, COLOUR_RGB_ALPHA -> Set.of(8, 16);
            default -> Set.of();
        };
    }

    private void checkSum(long position, long length) throws StructureException {
        long end = position + 8 + length;
        file.require(end + 4);
        if (file.crc32(position + 4, end) != file.u32(end)) {
            throw CORRUPT.because("a chunk's checksum is wrong");
        }
    }

    private void checkType(int type) throws StructureException {
        for (int shift = 0; shift < 32; shift += 8) {
            int letter = type >> shift & 0xFF | 0x20;
            if (letter < 'a' || letter > 'z') {
                throw CORRUPT.because("a chunk's type is not four letters");
            }
        }
    }

    private void checkOrder(int type, long length) throws StructureException {
        if (pixels && type != IDAT) {
            pixelsEnded = true;
        }
        if (type == IDAT) {
            checkPixels();
        } else if (type == PLTE) {
            checkPalette(length);
        } else if (type == IEND) {
            checkEnd(length);
        } else if (type == TRNS && (pixels || colourType == COLOUR_PALETTE && !palette)) {
            throw CORRUPT.because("the transparency is not between palette and pixels");
        } else if (ANIMATION.contains(type)) {
            throw CORRUPT.because("the PNG is animated; one file must be one picture");
        } else if ((type & 0x2000_0000) == 0) {
            throw CORRUPT.because("a chunk is critical and unknown, or stands twice");
        }
    }

    private void checkPixels() throws StructureException {
        if (pixelsEnded) {
            throw CORRUPT.because("the pixel chunks are not together");
        }
        if (colourType == COLOUR_PALETTE && !palette) {
            throw CORRUPT.because("the palette is missing");
        }
        pixels = true;
    }

    private void checkPalette(long length) throws StructureException {
        boolean allowed = colourType != COLOUR_GREY && colourType != COLOUR_GREY_ALPHA;
        long most = colourType == COLOUR_PALETTE ? 3L << bitDepth : 3L * 256;
        if (!allowed || palette || pixels || length == 0 || length % 3 != 0 || length > most) {
            throw CORRUPT.because("the palette is misplaced or has a wrong length");
        }
        palette = true;
    }

    private void checkEnd(long length) throws StructureException {
        if (length != 0 || !pixels) {
            throw CORRUPT.because("the PNG has no pixels or a wrong end");
        }
    }

    private static int type(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
