package io.histostream.imagestore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every image store must do; a store's own test extends it. */
public abstract class ImageStoreContract {

    private static final StoreKey KEY = StoreKey.image("default", "ab".repeat(32));
    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    /** An empty store. */
    protected abstract ImageStore store();

    @Test
    void readsWhatWasCommitted() throws IOException {
        put(KEY, CONTENT);

        assertThat(store().read(KEY, CONTENT.length)).isEqualTo(CONTENT);
        assertThat(store().size(KEY)).hasValue(CONTENT.length);
        try (InputStream in = store().open(KEY)) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void showsNothingBeforeTheCommit() {
        try (PendingObject pending = store().begin()) {
            pending.write(CONTENT);

            assertThat(store().size(KEY)).isEmpty();
            assertThat(keys(StoreKey.Prefix.IMAGES)).isEmpty();
        }
        assertThat(store().size(KEY)).isEmpty();
    }

    @Test
    void letsTheWriterReadWhatItWroteSoFar() throws IOException {
        try (PendingObject pending = store().begin()) {
            pending.write(CONTENT, 0, 3);
            pending.write(CONTENT, 3, 4);
            ByteBuffer read = ByteBuffer.allocate(100);
            try (SeekableByteChannel written = pending.written()) {
                assertThat(written.size()).isEqualTo(7);
                assertThat(written.read(read)).isEqualTo(7);
            }
            assertThat(read.array()).startsWith(CONTENT);
        }
    }

    @Test
    void theFirstWriterWins() {
        put(KEY, CONTENT);

        boolean created = put(KEY, "other".getBytes(UTF_8));

        assertThat(created).isFalse();
        assertThat(store().read(KEY, 100)).isEqualTo(CONTENT);
    }

    @Test
    void exactlyOneOfManyWritersCreates() throws InterruptedException, ExecutionException {
        ExecutorService writers = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> puts = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(i -> () -> put(KEY, new byte[] {(byte) i}))
                    .toList();
            int created = 0;
            for (Future<Boolean> put : writers.invokeAll(puts)) {
                created += put.get() ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void readsAtMostOneByteMoreThanExpected() {
        put(KEY, CONTENT);

        assertThat(store().read(KEY, 2)).hasSize(3);
    }

    @Test
    void tellsWhatIsMissing() {
        assertThatThrownBy(() -> store().open(KEY)).isInstanceOf(ObjectMissingException.class);
        assertThatThrownBy(() -> store().read(KEY, 10)).isInstanceOf(ObjectMissingException.class);
        assertThat(store().size(KEY)).isEmpty();
    }

    @Test
    void listsByPrefix() {
        UUID batch = UUID.randomUUID();
        put(KEY, CONTENT);
        put(StoreKey.manifest(batch), CONTENT);
        put(StoreKey.outbox(batch), CONTENT);

        assertThat(keys(StoreKey.Prefix.IMAGES)).containsExactly(KEY);
        assertThat(keys(StoreKey.Prefix.MANIFESTS)).containsExactly(StoreKey.manifest(batch));
        assertThat(keys(StoreKey.Prefix.OUTBOX)).containsExactly(StoreKey.outbox(batch));
    }

    @Test
    void deletingTwiceIsDeletingOnce() {
        StoreKey marker = StoreKey.outbox(UUID.randomUUID());
        put(marker, CONTENT);

        store().delete(marker);
        store().delete(marker);

        assertThat(keys(StoreKey.Prefix.OUTBOX)).isEmpty();
        assertThat(put(marker, CONTENT)).isTrue();
    }

    @Test
    void aWellStorePassesItsCheck() {
        store().check();

        assertThat(keys(StoreKey.Prefix.IMAGES)).isEmpty();
    }

    protected final boolean put(StoreKey key, byte[] content) {
        try (PendingObject pending = store().begin()) {
            pending.write(content);
            return pending.commit(key);
        }
    }

    protected final List<StoreKey> keys(StoreKey.Prefix prefix) {
        try (Stream<StoreKey> keys = store().list(prefix)) {
            return keys.toList();
        }
    }
}
