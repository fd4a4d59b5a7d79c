package io.histostream.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder in which a local system keeps everything: images, Kafka, PostgreSQL, logs, and what is running. */
public record Home(Path folder) {

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Made by the ingest service, which takes an empty folder for a disk that is not mounted. */
    Path images() {
        return folder.resolve("images");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    /** Notes of running processes. */
    Path running() {
        return folder.resolve("running");
    }

    /** Notes of interrupted submissions. */
    public Path submissions() {
        return folder.resolve("submissions");
    }

    /** The generated slides of {@code demo}. */
    public Path demo() {
        return folder.resolve("demo");
    }

    /** The ports of the system that runs here now, if one does. */
    public Optional<Ports> runningPorts() {
        return LauncherLock.holder(this).map(LauncherLock.Holder::ports);
    }

    void makeFolders() {
        try {
            Files.createDirectories(logs());
            Files.createDirectories(running());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
