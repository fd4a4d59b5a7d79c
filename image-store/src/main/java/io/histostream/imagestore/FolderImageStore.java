package io.histostream.imagestore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * An image store in a folder, which several processes may share. A marker file in its root tells a store from the
 * empty mount point of a disk that is not there; so nothing is ever called missing because a disk is.
 *
 * <p>An object is written under a temporary name, forced to the disk and then linked to its own name, which either
 * creates it whole or finds that it is there. The file system must know hard links.
 */
public final class FolderImageStore implements ImageStore {

    private final StoreFolder folder;

    public FolderImageStore(Path root) {
        this(root, DiskSync.REAL);
    }

    FolderImageStore(Path root, DiskSync sync) {
        this.folder = new StoreFolder(root, sync);
    }

    /**
     * Makes a new store of a folder that does not exist yet; one that is a store stays as it is. An existing folder
     * without a store may be a mount point whose disk is missing: it is touched only when the caller allows it and it
     * is empty.
     */
    public static void initialise(Path root, boolean evenIfItExists) {
        new StoreFolder(root, DiskSync.REAL).initialise(evenIfItExists);
    }

    @Override
    public PendingObject begin() {
        folder.requireMounted();
        return new PendingFile(folder);
    }

    @Override
    public InputStream open(StoreKey key) {
        try {
            return openFile(key);
        } catch (NoSuchFileException e) {
            folder.requireMounted();
            return openAgain(key);
        } catch (IOException e) {
            throw unavailable("read", e);
        }
    }

    // The disk may have come back since the first look: missing is said only of a store known to be there.
    private InputStream openAgain(StoreKey key) {
        try {
            return openFile(key);
        } catch (NoSuchFileException e) {
            throw new ObjectMissingException(key);
        } catch (IOException e) {
            throw unavailable("read", e);
        }
    }

    private InputStream openFile(StoreKey key) throws IOException {
        return Files.newInputStream(folder.pathOf(key));
    }

    @Override
    public OptionalLong size(StoreKey key) {
        OptionalLong size = sizeOfFile(key);
        if (size.isPresent()) {
            return size;
        }
        folder.requireMounted();
        return sizeOfFile(key);
    }

    private OptionalLong sizeOfFile(StoreKey key) {
        try {
            return OptionalLong.of(Files.size(folder.pathOf(key)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw unavailable("read", e);
        }
    }

    /** {@inheritDoc} Trouble while the stream is read is an {@link java.io.UncheckedIOException}. */
    @Override
    public Stream<StoreKey> list(StoreKey.Prefix prefix) {
        folder.requireMounted();
        return folder.files(prefix.folder()).map(folder::keyOf);
    }

    @Override
    public void delete(StoreKey key) {
        folder.requireMounted();
        try {
            Path path = folder.pathOf(key);
            if (Files.deleteIfExists(path)) {
                folder.sync().folder(path.getParent());
            }
        } catch (IOException e) {
            throw unavailable("written", e);
        }
    }

    @Override
    public void check() {
        try (PendingObject probe = begin()) {
            probe.write(new byte[] {1});
        }
    }

    @Override
    public int sweep(Duration olderThan) {
        folder.requireMounted();
        return folder.sweep(olderThan);
    }

    static StoreUnavailableException unavailable(String done, IOException cause) {
        return new StoreUnavailableException("the image store's folder cannot be " + done, cause);
    }
}
