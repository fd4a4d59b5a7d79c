package io.histostream.imagestore.structure;

/** Reads a TIFF's numbers in the file's own byte order and remembers the end of what was pointed to. */
final class TiffReader {

    private static final int HEADER_LENGTH = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int IFD = 13;

    private final ByteWindow file;
    private final boolean littleEndian;
    private long end = HEADER_LENGTH;

    TiffReader(ByteWindow file) throws StructureException {
        this(file, file.u8(0) == 'I');
        file.require(HEADER_LENGTH);
    }

    private TiffReader(ByteWindow file, boolean littleEndian) {
        this.file = file;
        this.littleEndian = littleEndian;
    }

    /** A reader with a window of its own; what it covers is not remembered here. */
    TiffReader another() {
        return new TiffReader(file.another(), littleEndian);
    }

    int u16(long position) throws StructureException {
        int value = file.u16(position);
        return littleEndian ? Short.toUnsignedInt(Short.reverseBytes((short) value)) : value;
    }

    long u32(long position) throws StructureException {
        long value = file.u32(position);
        return littleEndian ? Integer.toUnsignedLong(Integer.reverseBytes((int) value)) : value;
    }

    /** One value of an array of unsigned 16 or 32 bit numbers. */
    long unsigned(int type, long arrayPosition, long index) throws StructureException {
        return type == SHORT ? u16(arrayPosition + 2 * index) : u32(arrayPosition + 4 * index);
    }

    static boolean isUnsigned(int type) {
        return type == SHORT || type == LONG || type == IFD;
    }

    /** Bytes of one value of a field type, or 0 where the type is unknown. */
    static int width(int type) {
        return switch (type) {
            case 1, 2, 6, 7 -> 1;
            case SHORT, 8 -> 2;
            case LONG, 9, 11, IFD -> 4;
            case 5, 10, 12 -> 8;
            default -> 0;
        };
    }

    /** Holds that a range lies in the file, and counts it as part of the picture. */
    void cover(long position, long length) throws StructureException {
        if (position < HEADER_LENGTH) {
            throw StructureFault.CORRUPT.because("the TIFF points into its own header");
        }
        file.require(position + length);
        end = Math.max(end, position + length);
    }

    long end() {
        return end;
    }
}
