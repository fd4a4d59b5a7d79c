package io.histostream.imagestore.structure;

/** The formats that are accepted, told apart by their first bytes. */
enum PictureFormat {
    PNG("image/png", "89504e470d0a1a0a") {
        @Override
        ImageStructure inspect(ByteWindow file, StructureLimits limits) throws StructureException {
            return new PngStructure(file, limits).inspect();
        }
    },
    JPEG("image/jpeg", "ffd8ff") {
        @Override
        ImageStructure inspect(ByteWindow file, StructureLimits limits) throws StructureException {
            return new JpegStructure(file, limits).inspect();
        }
    },
    TIFF("image/tiff", "49492a00", "4d4d002a") {
        @Override
        ImageStructure inspect(ByteWindow file, StructureLimits limits) throws StructureException {
            return new TiffStructure(file, limits).inspect();
        }
    };

    private final String mediaType;
    private final String[] signatures;

    PictureFormat(String mediaType, String... signatures) {
        this.mediaType = mediaType;
        this.signatures = signatures;
    }

    abstract ImageStructure inspect(ByteWindow file, StructureLimits limits) throws StructureException;

    String mediaType() {
        return mediaType;
    }

    static PictureFormat of(ByteWindow file) throws StructureException {
        String start = file.startInHexadecimal(8);
        boolean cut = start.isEmpty();
        for (PictureFormat format : values()) {
            for (String signature : format.signatures) {
                if (start.startsWith(signature)) {
                    return format;
                }
                cut |= signature.startsWith(start);
            }
        }
        throw cut
                ? StructureFault.TRUNCATED.because("the file ends within its first bytes")
                : StructureFault.MEDIA_TYPE_MISMATCH.because("the content is neither PNG, JPEG nor TIFF");
    }
}
