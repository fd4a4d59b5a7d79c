package io.histostream.inference.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * ONNX Runtime 1.29 reads the process's command line into a buffer of about 4000 bytes and ends the process with a
 * segmentation fault, without a word, when it is longer; so it is measured first.
 */
final class CommandLineLength {

    /** 3922 bytes worked, 4022 crashed. */
    static final int LIMIT = 3900;

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private CommandLineLength() {}

    static void requireSafe() {
        requireSafe(COMMAND_LINE);
    }

    static void requireSafe(Path commandLine) {
        long length = length(commandLine);
        if (length > LIMIT) {
            throw new ModelRefusedException(
                    "the process's command line has %d bytes; ONNX Runtime crashes beyond %d: use CLASSPATH or an @file"
                            .formatted(length, LIMIT));
        }
    }

    private static long length(Path commandLine) {
        try {
            return Files.isReadable(commandLine) ? Files.readAllBytes(commandLine).length : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
