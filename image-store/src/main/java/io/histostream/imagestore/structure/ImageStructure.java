package io.histostream.imagestore.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the structure of one whole picture says about it.
 *
 * @param mediaType {@code image/png}, {@code image/jpeg} or {@code image/tiff}
 * @param width in pixels, positive
 * @param height in pixels, positive
 */
public record ImageStructure(String mediaType, int width, int height) {

    public ImageStructure {
        Objects.requireNonNull(mediaType, "mediaType");
    }

    /**
     * Inspects a file held in memory.
     *
     * @throws StructureException when the bytes are not one whole picture of the declared type within the limits
     */
    public static ImageStructure inspect(byte[] bytes, String declaredMediaType, StructureLimits limits)
            throws StructureException {
        return inspect(ByteWindow.over(bytes), declaredMediaType, limits);
    }

    /**
     * Inspects a file through a window of constant size.
     *
     * @throws StructureException when the file is not one whole picture of the declared type within the limits
     * @throws IOException when it cannot be read
     */
    public static ImageStructure inspect(Path file, String declaredMediaType, StructureLimits limits)
            throws StructureException, IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return inspect(channel, declaredMediaType, limits);
        }
    }

    /**
     * Inspects what a channel holds through a window of constant size; the caller closes the channel.
     *
     * @throws StructureException when it is not one whole picture of the declared type within the limits
     * @throws IOException when it cannot be read
     */
    public static ImageStructure inspect(SeekableByteChannel channel, String declaredMediaType, StructureLimits limits)
            throws StructureException, IOException {
        try {
            return inspect(ByteWindow.over(channel), declaredMediaType, limits);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The media type that a file's first bytes show, or empty when they show none; eight bytes are enough. */
    public static Optional<String> mediaTypeOf(byte[] start) {
        try {
            return Optional.of(PictureFormat.of(ByteWindow.over(start)).mediaType());
        } catch (StructureException e) {
            return Optional.empty();
        }
    }

    private static ImageStructure inspect(ByteWindow file, String declaredMediaType, StructureLimits limits)
            throws StructureException {
        limits.checkBytes(file.size());
        PictureFormat format = PictureFormat.of(file);
        if (!format.mediaType().equals(declaredMediaType)) {
            throw StructureFault.MEDIA_TYPE_MISMATCH.because(
                    "the content is %s, not the declared media type".formatted(format.mediaType()));
        }
        return format.inspect(file, limits);
    }
}
