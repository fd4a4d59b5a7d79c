package io.histostream.imagestore.structure;

import static io.histostream.imagestore.structure.StructureFault.CORRUPT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One image file directory of a TIFF; only fields that matter for its structure are kept.
 *
 * @param fields by tag
 * @param attached offsets of directories that this one points to
 * @param next offset of the next directory in the chain, or 0
 */
record TiffDirectory(Map<Integer, Field> fields, List<Long> attached, long next) {

    private static final int MAX_ENTRIES = 512;
    private static final int MAX_ATTACHED = 32;
    private static final int ENTRY_LENGTH = 12;

    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int SUB_DIRECTORIES = 330;
    private static final int EXIF_DIRECTORY = 34665;
    private static final int GPS_DIRECTORY = 34853;
    private static final int INTEROPERABILITY_DIRECTORY = 40965;

    /**
     * A field whose values are unsigned numbers.
     *
     * @param position where its values begin in the file
     * @param first its first value
     */
    record Field(int type, long count, long position, long first) {}

    static TiffDirectory read(TiffReader reader, long offset) throws StructureException {
        reader.cover(offset, 2);
        int entries = reader.u16(offset);
        if (entries == 0 || entries > MAX_ENTRIES) {
            throw CORRUPT.because("a directory of the TIFF has an impossible number of fields");
        }
        long end = offset + 2 + (long) ENTRY_LENGTH * entries;
        reader.cover(offset, end + 4 - offset);
        Map<Integer, Field> fields = new HashMap<>();
        List<Long> attached = new ArrayList<>();
        for (long entry = offset + 2; entry < end; entry += ENTRY_LENGTH) {
            int tag = reader.u16(entry);
            Field field = field(reader, entry);
            if (field != null) {
                if (fields.put(tag, field) != null) {
                    throw CORRUPT.because("a field of the TIFF stands twice");
                }
                attach(reader, tag, field, attached);
            }
        }
        return new TiffDirectory(fields, attached, reader.u32(end));
    }

    /** Covers the field's values, wherever they lie; null where they are no unsigned numbers. */
    private static Field field(TiffReader reader, long entry) throws StructureException {
        int type = reader.u16(entry + 2);
        long count = reader.u32(entry + 4);
        long length = count * TiffReader.width(type);
        long position = length <= 4 ? entry + 8 : reader.u32(entry + 8);
        if (length > 4) {
            reader.cover(position, length);
        }
        return TiffReader.isUnsigned(type) && count > 0
                ? new Field(type, count, position, reader.unsigned(type, position, 0))
                : null;
    }

    private static void attach(TiffReader reader, int tag, Field field, List<Long> attached) throws StructureException {
        boolean points = tag == SUB_DIRECTORIES
                || tag == EXIF_DIRECTORY
                || tag == GPS_DIRECTORY
                || tag == INTEROPERABILITY_DIRECTORY;
        if (!points) {
            return;
        }
        if (field.count() > MAX_ATTACHED) {
            throw CORRUPT.because("a directory of the TIFF has more than %d below it".formatted(MAX_ATTACHED));
        }
        for (long i = 0; i < field.count(); i++) {
            attached.add(reader.unsigned(field.type(), field.position(), i));
        }
    }

    boolean isReduced() {
        return (valueOr(NEW_SUBFILE_TYPE, 0) & 1) == 1;
    }

    boolean hasPixels() {
        return fields.containsKey(WIDTH);
    }

    long width() throws StructureException {
        return value(WIDTH);
    }

    long height() throws StructureException {
        return value(HEIGHT);
    }

    long value(int tag) throws StructureException {
        return required(tag).first();
    }

    long valueOr(int tag, long otherwise) {
        Field field = fields.get(tag);
        return field == null ? otherwise : field.first();
    }

    Field required(int tag) throws StructureException {
        Field field = fields.get(tag);
        if (field == null) {
            throw CORRUPT.because("a field that every picture needs is missing from the TIFF");
        }
        return field;
    }
}
