package io.histostream.imagestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.ImageStoreContract;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.imagestore.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class S3ImageStoreTest extends ImageStoreContract {

    private static final StoreKey KEY = StoreKey.image("default", "cd".repeat(32));

    @TempDir
    static Path objects;

    private static S3Server server;

    @TempDir
    Path spool;

    private String bucket;
    private S3Server.Config config;
    private S3Client client;
    private S3ImageStore store;

    @BeforeAll
    static void startServer() throws Exception {
        server = S3Server.start(objects);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void makeBucket() {
        bucket = "bucket-" + UUID.randomUUID();
        config = server.makeBucket(bucket, spool);
        client = S3Clients.of(config);
        store = new S3ImageStore(config);
    }

    @AfterEach
    void closeClients() {
        store.close();
        client.close();
    }

    @Override
    protected ImageStore store() {
        return store;
    }

    @Test
    void keepsWhatIsSentInParts() throws IOException {
        byte[] large = random(2 * Upload.PART + 12_345);

        assertThat(put(KEY, large)).isTrue();
        assertThat(put(KEY, random(2 * Upload.PART))).isFalse();

        assertThat(store.size(KEY)).hasValue(large.length);
        assertThat(store.read(KEY, large.length)).isEqualTo(large);
        assertThat(uploadsInParts()).isZero();
        assertThat(spooled()).isZero();
    }

    @Test
    @Timeout(20)
    void doesNotWaitForWhatNobodyReads() throws IOException {
        try (BadServer stalling = BadServer.stalling();
                S3ImageStore stalled = new S3ImageStore(S3Server.config("bucket", spool, stalling.uri()))) {
            try (InputStream in = stalled.open(KEY)) {
                assertThat(in.read()).isEqualTo(1);
            }
        }
    }

    @Test
    void listsMoreThanOnePage() {
        IntStream.range(0, 1_203).parallel().forEach(i -> put(StoreKey.outbox(new UUID(7, i)), new byte[] {1}));

        assertThat(keys(StoreKey.Prefix.OUTBOX)).hasSize(1_203).doesNotHaveDuplicates();
    }

    @Test
    void saysNothingIsMissingWhenTheBucketIs() {
        try (S3ImageStore elsewhere = new S3ImageStore(server.config("no-such-bucket", spool))) {
            assertUnavailable(elsewhere);
        }
    }

    @Test
    void saysNothingIsMissingWhenTheServerIs() throws Exception {
        S3Server gone = S3Server.start(objects);
        S3Server.Config config = gone.config("bucket", spool);
        gone.close();
        try (S3ImageStore nowhere = new S3ImageStore(config)) {
            assertUnavailable(nowhere);
        }
    }

    @Test
    void saysNothingIsMissingToAStranger() {
        S3Server.Config stranger = new S3Server.Config(
                config.bucket(),
                config.endpoint(),
                config.accessKey(),
                config.secretKey().map(secret -> secret + "x"),
                config.spool(),
                config.timeout());
        try (S3ImageStore refused = new S3ImageStore(stranger)) {
            assertUnavailable(refused);
        }
    }

    @Test
    void refusesAServerThatOverwrites() throws IOException {
        try (BadServer careless = BadServer.careless();
                S3ImageStore overwritten = new S3ImageStore(S3Server.config("bucket", spool, careless.uri()))) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(overwritten::check)
                    .withMessageContaining("If-None-Match");
        }
    }

    @Test
    void leavesNoProbe() {
        store.check();
        store.check();

        assertThat(client.listObjectsV2(request -> request.bucket(bucket)).contents())
                .isEmpty();
    }

    @Test
    void sweepsWhatKilledWritersLeft() throws IOException {
        put(KEY, new byte[] {1});
        client.createMultipartUpload(request -> request.bucket(bucket).key("images/default/ab/abc"));
        try (PendingObject young = store.begin()) {
            young.write(new byte[] {1});
            Files.createFile(spool.resolve("somebody-else"));

            assertThat(store.sweep(Duration.ofHours(1))).isZero();
            assertThat(store.sweep(Duration.ofSeconds(-5))).isEqualTo(2);
        }
        assertThat(uploadsInParts()).isZero();
        assertThat(store.size(KEY)).hasValue(1);
        assertThat(spool.resolve("somebody-else")).exists();
    }

    private static void assertUnavailable(S3ImageStore store) {
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(store::check);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.read(KEY, 1));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.size(KEY));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.list(StoreKey.Prefix.IMAGES).close());
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.sweep(Duration.ofDays(1)));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> {
            try (PendingObject pending = store.begin()) {
                pending.write(new byte[] {1});
                pending.commit(KEY);
            }
        });
    }

    private long uploadsInParts() {
        return client.listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .size();
    }

    private long spooled() throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.count();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
