package io.histostream.imagestore.s3;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the bucket is, and as whom it is used. */
public interface S3Config {

    /** Without one the images are not in a bucket. */
    Optional<String> bucket();

    /** The server's address; without one it is AWS's own of the region. */
    Optional<URI> endpoint();

    @WithDefault("us-east-1")
    String region();

    /** Names the bucket in the path instead of in the host's name, as most servers but AWS's want it. */
    @WithDefault("false")
    boolean pathStyle();

    /** Given together with the secret key; without them AWS's usual sources of credentials are asked. */
    Optional<String> accessKey();

    Optional<String> secretKey();

    /** Where an upload waits until its digest is known; without it the system's folder for temporary files. */
    Optional<Path> spool();

    /** Of one request and all its tries. */
    @WithDefault("60S")
    Duration timeout();
}
