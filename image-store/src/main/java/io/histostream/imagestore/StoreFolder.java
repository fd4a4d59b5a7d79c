package io.histostream.imagestore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Where things lie in a store's folder, and what keeps the folder itself durable. */
final class StoreFolder {

    private static final String MARKER = ".histostream-image-store";
    private static final String PENDING = ".pending";
    private static final String LOST_AND_FOUND = "lost+found";

    private final Path root;
    private final DiskSync sync;
    // A folder that another process made may not be on the disk yet; so each is forced once by each process.
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    StoreFolder(Path root, DiskSync sync) {
        this.root = root.toAbsolutePath().normalize();
        this.sync = sync;
    }

    DiskSync sync() {
        return sync;
    }

    Path pathOf(StoreKey key) {
        return root.resolve(key.value());
    }

    StoreKey keyOf(Path file) {
        return new StoreKey(
                root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/"));
    }

    Path newPendingFile() {
        return root.resolve(PENDING).resolve(UUID.randomUUID().toString());
    }

    void requireMounted() {
        if (!Files.isRegularFile(root.resolve(MARKER))) {
            throw new StoreUnavailableException("there is no image store in the folder; is its disk mounted?");
        }
    }

    void initialise(boolean evenIfItExists) {
        try {
            if (Files.exists(root.resolve(MARKER))) {
                return;
            }
            boolean begun = Files.exists(root.resolve(PENDING));
            if (Files.exists(root) && !begun && !(evenIfItExists && isEmpty())) {
                throw new StoreUnavailableException(
                        "the folder exists and is no image store; is its disk mounted, or must it be initialised?");
            }
            Files.createDirectories(root.resolve(PENDING));
            writeMarker();
        } catch (IOException e) {
            throw FolderImageStore.unavailable("initialised", e);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).allMatch(LOST_AND_FOUND::equals);
        }
    }

    private void writeMarker() throws IOException {
        sync.folder(root);
        try (FileChannel marker =
                FileChannel.open(root.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (marker.write(UTF_8.encode("1\n")) == 0) {
                throw new IOException("the marker could not be written");
            }
            sync.file(marker);
        }
        sync.folder(root);
        sync.folder(root.getParent());
    }

    /** Creates the folder that shall hold a file and makes every folder above it, up to the root, durable. */
    void createParent(Path file) throws IOException {
        makeDurable(file.getParent());
    }

    private void makeDurable(Path folder) throws IOException {
        if (folder.equals(root) || durable.contains(folder)) {
            return;
        }
        makeDurable(folder.getParent());
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            requireMounted();
        }
        sync.folder(folder.getParent());
        durable.add(folder);
    }

    /** The files below a folder; one that is deleted meanwhile may or may not be among them. */
    Stream<Path> files(String name) {
        return files(root.resolve(name));
    }

    @SuppressWarnings("StreamResourceLeak") // flatMap closes the inner streams, the caller the outer one
    private Stream<Path> files(Path folder) {
        try {
            return Files.list(folder).flatMap(path -> Files.isDirectory(path) ? files(path) : Stream.of(path));
        } catch (NoSuchFileException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw FolderImageStore.unavailable("listed", e);
        }
    }

    int sweep(Duration olderThan) {
        FileTime latest = FileTime.from(Instant.now().minus(olderThan));
        try (Stream<Path> files = Files.list(root.resolve(PENDING))) {
            return (int) files.filter(file -> sweep(file, latest)).count();
        } catch (IOException e) {
            throw FolderImageStore.unavailable("listed", e);
        } catch (UncheckedIOException e) {
            throw FolderImageStore.unavailable("swept", e.getCause());
        }
    }

    private static boolean sweep(Path file, FileTime latest) {
        try {
            return Files.getLastModifiedTime(file).compareTo(latest) < 0 && Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
