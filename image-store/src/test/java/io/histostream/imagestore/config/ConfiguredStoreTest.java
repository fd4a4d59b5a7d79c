package io.histostream.imagestore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.s3.S3Config;
import io.histostream.imagestore.s3.S3ImageStore;
import io.histostream.imagestore.s3.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfiguredStoreTest {

    private static final Optional<Path> FOLDER = Optional.of(Path.of("/images"));
    private static final S3Config NO_BUCKET = bucket(null);
    private static final S3Config BUCKET = bucket("images");

    @Test
    void isWhereTheConfigurationSays() {
        assertThat(ConfiguredStore.require(FOLDER, NO_BUCKET)).isInstanceOf(FolderImageStore.class);
        assertThat(ConfiguredStore.require(Optional.empty(), BUCKET)).isInstanceOf(S3ImageStore.class);
        assertThat(ConfiguredStore.open(Optional.empty(), NO_BUCKET)).isEmpty();
    }

    @Test
    void mustBeInOnePlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfiguredStore.open(FOLDER, BUCKET))
                .withMessageContaining("both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfiguredStore.require(Optional.empty(), NO_BUCKET))
                .withMessageContaining("must say where images are");
    }

    private static S3Config bucket(String name) {
        return new S3Server.Config(
                Optional.ofNullable(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1));
    }
}
