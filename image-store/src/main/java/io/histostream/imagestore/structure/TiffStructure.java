package io.histostream.imagestore.structure;

import static io.histostream.imagestore.structure.StructureFault.CORRUPT;
import static io.histostream.imagestore.structure.StructureFault.TRAILING_BYTES;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Follows a TIFF's directories (TIFF 6.0, section 2) and holds that everything they point to lies inside the file. The
 * file must end where the last thing that is pointed to ends, but for one zero byte that makes that end even.
 */
final class TiffStructure {

    private static final int MAX_DIRECTORIES = 32;

    private final TiffReader reader;
    private final ByteWindow file;
    private final StructureLimits limits;
    private final Set<Long> seen = new HashSet<>();
    private final Deque<Long> attached = new ArrayDeque<>();

    TiffStructure(ByteWindow file, StructureLimits limits) throws StructureException {
        this.reader = new TiffReader(file);
        this.file = file;
        this.limits = limits;
    }

    ImageStructure inspect() throws StructureException {
        long next = reader.u32(4);
        if (next == 0) {
            throw CORRUPT.because("the TIFF has no picture");
        }
        TiffDirectory first = directory(next);
        checkPixels(first);
        follow(first);
        for (next = first.next(); next != 0; ) {
            TiffDirectory page = directory(next);
            if (!page.isReduced()) {
                throw CORRUPT.because("the TIFF has several pages; one file must be one picture");
            }
            checkPixels(page);
            follow(page);
            next = page.next();
        }
        checkEnd();
        return new ImageStructure(PictureFormat.TIFF.mediaType(), (int) first.width(), (int) first.height());
    }

    /** Directories that hang on a page (EXIF, GPS, reduced copies) must lie in the file as well. */
    private void follow(TiffDirectory page) throws StructureException {
        attached.addAll(page.attached());
        while (!attached.isEmpty()) {
            TiffDirectory directory = directory(attached.remove());
            if (directory.hasPixels()) {
                checkPixels(directory);
            }
            attached.addAll(directory.attached());
        }
    }

    private void checkPixels(TiffDirectory page) throws StructureException {
        limits.checkPixels(page.width(), page.height());
        TiffPixels.of(page).check(reader);
    }

    private TiffDirectory directory(long offset) throws StructureException {
        if (!seen.add(offset)) {
            throw CORRUPT.because("the TIFF's directories form a loop");
        }
        if (seen.size() > MAX_DIRECTORIES) {
            throw CORRUPT.because("the TIFF has more than %d directories".formatted(MAX_DIRECTORIES));
        }
        return TiffDirectory.read(reader, offset);
    }

    private void checkEnd() throws StructureException {
        long end = reader.end();
        boolean padded = end % 2 == 1 && file.size() == end + 1 && file.u8(end) == 0;
        if (file.size() != end && !padded) {
            throw TRAILING_BYTES.because("bytes follow the end of the TIFF");
        }
    }
}
