package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineLengthTest {

    @TempDir
    Path folder;

    @Test
    void refusesALongCommandLine() throws IOException {
        Path file = Files.write(folder.resolve("cmdline"), new byte[CommandLineLength.LIMIT + 1]);

        assertThatThrownBy(() -> CommandLineLength.requireSafe(file))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("3901 bytes");
    }

    @Test
    void takesAShortCommandLineAndNone() throws IOException {
        Path file = Files.write(folder.resolve("cmdline"), new byte[CommandLineLength.LIMIT]);

        assertThatCode(() -> CommandLineLength.requireSafe(file)).doesNotThrowAnyException();
        assertThatCode(() -> CommandLineLength.requireSafe(folder.resolve("none")))
                .doesNotThrowAnyException();
    }
}
