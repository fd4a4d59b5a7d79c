package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.contracts.FailureCode;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.ImageReference;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.ObjectMissingException;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.imagestore.StoreUnavailableException;
import io.histostream.inference.image.ImageRejectedException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageFetcherTest {

    private static final byte[] BYTES = {1, 2, 3};
    private static final ImageJob JOB = Jobs.job(BYTES);

    private final FakeStore store = new FakeStore();
    private final ImageFetcher fetcher =
            new ImageFetcher(store, 100, new StorePatience(Duration.ofMillis(1), Duration.ofMillis(4)));

    @Test
    void fetchesTheBytesThatWerePosted() throws Exception {
        assertThat(fetcher.fetch(JOB.image())).isEqualTo(BYTES);
    }

    @Test
    void triesUntilTheStoreIsWell() throws Exception {
        store.troubles = 7;

        assertThat(fetcher.fetch(JOB.image())).isEqualTo(BYTES);
    }

    @Test
    void holdsTheJobWhenTheWorkerStopsInTheMiddleOfAnOutage() {
        store.troubles = Integer.MAX_VALUE;
        CompletableFuture<byte[]> fetched = CompletableFuture.supplyAsync(() -> {
            try {
                return fetcher.fetch(JOB.image());
            } catch (ImageRejectedException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        fetcher.stop();

        assertThatThrownBy(() -> fetched.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(JobHeldException.class);
    }

    @Test
    void rejectsAnImageThatAWellStoreDoesNotHave() {
        store.missing = true;

        assertRejected(JOB.image(), FailureCode.IMAGE_MISSING);
    }

    @Test
    void rejectsOtherBytes() {
        store.bytes = new byte[] {1, 2, 4};

        assertRejected(JOB.image(), FailureCode.DIGEST_MISMATCH);
    }

    @Test
    void rejectsMoreBytesThanWerePosted() {
        store.bytes = new byte[] {1, 2, 3, 4};

        assertRejected(JOB.image(), FailureCode.DIGEST_MISMATCH);
    }

    @Test
    void rejectsAnImageBeyondTheLimitWithoutReadingIt() {
        ImageReference large = new ImageReference(JOB.image().key(), JOB.image().sha256(), "image/png", 101);
        store.troubles = Integer.MAX_VALUE;

        assertRejected(large, FailureCode.TOO_LARGE);
    }

    @Test
    void rejectsAKeyThatIsNoneOfTheStores() {
        ImageReference foreign =
                new ImageReference("../../etc/passwd", JOB.image().sha256(), "image/png", 3);

        assertRejected(foreign, FailureCode.IMAGE_MISSING);
    }

    private void assertRejected(ImageReference image, FailureCode code) {
        assertThatThrownBy(() -> fetcher.fetch(image))
                .isInstanceOfSatisfying(ImageRejectedException.class, rejected -> assertThat(rejected.code())
                        .isEqualTo(code));
    }

    private static final class FakeStore implements ImageStore {

        private byte[] bytes = BYTES;
        private boolean missing;
        private int troubles;

        @Override
        public byte[] read(StoreKey key, long expectedSize) {
            if (troubles > 0) {
                troubles--;
                throw new StoreUnavailableException("away");
            }
            if (missing) {
                throw new ObjectMissingException(key);
            }
            return bytes;
        }

        @Override
        public PendingObject begin() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(StoreKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalLong size(StoreKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stream<StoreKey> list(StoreKey.Prefix prefix) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(StoreKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void check() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int sweep(Duration olderThan) {
            throw new UnsupportedOperationException();
        }
    }
}
