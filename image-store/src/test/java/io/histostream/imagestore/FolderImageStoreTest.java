package io.histostream.imagestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImageStoreTest extends ImageStoreContract {

    private static final StoreKey KEY = StoreKey.image("default", "cd".repeat(32));
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path folder;

    private Path root;
    private FolderImageStore store;

    @BeforeEach
    void open() {
        root = folder.resolve("store");
        FolderImageStore.initialise(root, false);
        store = new FolderImageStore(root);
    }

    @Override
    protected ImageStore store() {
        return store;
    }

    @Test
    void anUnmountedFolderIsUnavailableAndNothingIsMissing() throws IOException {
        put(KEY, CONTENT);
        Files.move(root, folder.resolve("unplugged"));
        Files.createDirectory(root);

        assertEverythingIsUnavailable();
        assertThatThrownBy(() -> FolderImageStore.initialise(root, false))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsGoneIsUnavailable() throws IOException {
        Files.move(root, folder.resolve("unplugged"));

        assertEverythingIsUnavailable();
    }

    @Test
    void aFolderUnmountedBetweenWritesAndCommitIsUnavailable() throws IOException {
        try (PendingObject pending = store.begin()) {
            pending.write(CONTENT);
            Files.move(root, folder.resolve("unplugged"));
            Files.createDirectory(root);

            assertThatThrownBy(() -> pending.commit(KEY)).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void anEmptyFolderBecomesAStoreOnlyWhenAllowed() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("volume"));
        Files.createDirectory(empty.resolve("lost+found"));

        FolderImageStore.initialise(empty, true);

        new FolderImageStore(empty).check();
    }

    @Test
    void aFolderWithOtherThingsNeverBecomesAStore() throws IOException {
        Path other = Files.createDirectory(folder.resolve("home"));
        Files.createFile(other.resolve("letter.txt"));

        assertThatThrownBy(() -> FolderImageStore.initialise(other, true))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void initialisingAStoreAgainKeepsIt() {
        put(KEY, CONTENT);

        FolderImageStore.initialise(root, false);

        assertThat(store.read(KEY, 3)).isEqualTo(CONTENT);
    }

    @Test
    void sweepsOnlyOldTemporaries() throws IOException {
        Path old = Files.createFile(root.resolve(".pending/" + UUID.randomUUID()));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path young = Files.createFile(root.resolve(".pending/" + UUID.randomUUID()));

        int swept = store.sweep(Duration.ofHours(1));

        assertThat(swept).isEqualTo(1);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void leavesNoTemporaryBehind() throws IOException {
        put(KEY, CONTENT);
        put(KEY, CONTENT);
        store.begin().close();

        try (Stream<Path> left = Files.list(root.resolve(".pending"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void forcesTheFileBeforeItsNameAndTheNameBeforeItReturns() {
        List<String> order = new ArrayList<>();
        Path target = root.resolve(KEY.value());
        FolderImageStore recorded = new FolderImageStore(root, new DiskSync() {
            @Override
            public void file(FileChannel file) {
                order.add(Files.exists(target) ? "file too late" : "file");
            }

            @Override
            public void folder(Path forced) {
                order.add(root.relativize(forced) + (Files.exists(target) ? " with object" : ""));
            }
        });

        try (PendingObject pending = recorded.begin()) {
            pending.write(CONTENT);
            assertThat(pending.commit(KEY)).isTrue();
        }

        assertThat(order).containsExactly("file", "", "images", "images/default", "images/default/cd with object");
    }

    @Test
    void aLoserOfTheRaceForcesTheWinnersName() {
        put(KEY, CONTENT);
        List<Path> forced = new ArrayList<>();
        FolderImageStore other = new FolderImageStore(root, new DiskSync() {
            @Override
            public void file(FileChannel file) {}

            @Override
            public void folder(Path path) {
                forced.add(path);
            }
        });

        try (PendingObject pending = other.begin()) {
            pending.write(CONTENT);
            assertThat(pending.commit(KEY)).isFalse();
        }

        assertThat(forced).contains(root.resolve("images/default/cd"), root.resolve("images"), root);
    }

    @Test
    void aFullDiskIsUnavailable() {
        FolderImageStore full = new FolderImageStore(root, new DiskSync() {
            @Override
            public void file(FileChannel file) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void folder(Path path) {}
        });

        try (PendingObject pending = full.begin()) {
            pending.write(CONTENT);
            assertThatThrownBy(() -> pending.commit(KEY)).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(store.size(KEY)).isEmpty();
    }

    private void assertEverythingIsUnavailable() {
        assertThatThrownBy(() -> store.open(KEY)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.read(KEY, 3)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.size(KEY)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.list(StoreKey.Prefix.IMAGES)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.begin()).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.delete(KEY)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.check()).isInstanceOf(StoreUnavailableException.class);
    }
}
