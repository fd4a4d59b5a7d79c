package io.histostream.imagestore.s3;

import io.histostream.imagestore.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of this machine where uploads wait until their digest is known. */
record Spool(Path folder) {

    private static final String PREFIX = "histostream-upload-";

    static Spool of(Optional<Path> folder) {
        return new Spool(folder.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))));
    }

    Path newFile() {
        try {
            return Files.createTempFile(folder, PREFIX, null);
        } catch (IOException e) {
            throw new StoreUnavailableException("the folder in which uploads wait cannot be written", e);
        }
    }

    /** @return how many files, last written before then, were removed */
    int sweep(Instant before) {
        int swept = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().startsWith(PREFIX)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)
                        && Files.deleteIfExists(file)) {
                    swept++;
                }
            }
            return swept;
        } catch (IOException | UncheckedIOException e) {
            throw new StoreUnavailableException("the folder in which uploads wait cannot be swept", e);
        }
    }
}
