package io.histostream.imagestore.s3;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy on a free port of this machine: a server of the S3 protocol, with its objects in a folder. */
public final class S3Server implements AutoCloseable {

    /** Where a test's bucket is. */
    public record Config(
            Optional<String> bucket,
            Optional<URI> endpoint,
            Optional<String> accessKey,
            Optional<String> secretKey,
            Optional<Path> spool,
            Duration timeout)
            implements S3Config {

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public boolean pathStyle() {
            return true;
        }
    }

    private static final String ACCESS_KEY = "tester";
    private static final String SECRET_KEY = "test-secret";

    private final BlobStoreContext objects;
    private final S3Proxy server;

    private S3Server(BlobStoreContext objects, S3Proxy server) {
        this.objects = objects;
        this.server = server;
    }

    public static S3Server start(Path folder) throws Exception {
        Properties properties = new Properties();
        properties.setProperty(
                "jclouds.filesystem.basedir", Files.createDirectories(folder).toString());
        BlobStoreContext objects = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials(ACCESS_KEY, SECRET_KEY)
                .overrides(properties)
                .build(BlobStoreContext.class);
        S3Proxy server = S3Proxy.builder()
                .blobStore(new ConditionalBlobStore(objects.getBlobStore()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        server.start();
        return new S3Server(objects, server);
    }

    /** Of a bucket that need not be there. */
    public Config config(String bucket, Path spool) {
        return config(bucket, spool, URI.create("http://127.0.0.1:" + server.getPort()));
    }

    /** Where a new bucket is. */
    public Config makeBucket(String bucket, Path spool) {
        Config config = config(bucket, spool);
        try (S3Client client = S3Clients.of(config)) {
            client.createBucket(request -> request.bucket(bucket));
        }
        return config;
    }

    static Config config(String bucket, Path spool, URI endpoint) {
        return new Config(
                Optional.of(bucket),
                Optional.of(endpoint),
                Optional.of(ACCESS_KEY),
                Optional.of(SECRET_KEY),
                Optional.of(spool),
                Duration.ofSeconds(20));
    }

    @Override
    public void close() throws Exception {
        server.stop();
        objects.close();
    }
}
