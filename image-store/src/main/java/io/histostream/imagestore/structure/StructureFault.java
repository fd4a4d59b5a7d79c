package io.histostream.imagestore.structure;

/** What is wrong with a file. */
public enum StructureFault {
    /** The bytes are not of the media type that was declared, or of none that is known. */
    MEDIA_TYPE_MISMATCH,
    /** The file ends before the picture does. */
    TRUNCATED,
    /** Bytes follow the end of the picture. */
    TRAILING_BYTES,
    /** The file breaks its format, or holds more than one picture. */
    CORRUPT,
    /** More bytes or pixels than the limits allow. */
    TOO_LARGE;

    StructureException because(String detail) {
        return new StructureException(this, detail);
    }
}
