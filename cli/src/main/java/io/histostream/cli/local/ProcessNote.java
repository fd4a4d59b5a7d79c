package io.histostream.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A note on disk of a process that was started, so that the next launcher can stop what a killed one left. Start time
 * and command are noted too, since a process id alone may by then be somebody else's.
 */
record ProcessNote(String name, long pid, Instant started) {

    private static final String SUFFIX = ".pid";

    // The system's notion of a start time moves with the clock's corrections, by up to a second or so.
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    static ProcessNote of(String name, ProcessHandle process) {
        return new ProcessNote(
                name, process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    static void write(Home home, ProcessNote note) {
        try {
            Files.createDirectories(home.running());
            Files.writeString(file(home, note.name), note.pid + " " + note.started.toEpochMilli() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Home home, String name) {
        try {
            Files.deleteIfExists(file(home, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All notes of a home; one that cannot be read is thrown away. */
    static List<ProcessNote> all(Home home) {
        try (Stream<Path> files = Files.list(home.running())) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .flatMap(file -> read(home, file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessNote> read(Home home, Path file) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        try {
            String[] words = Files.readString(file).strip().split(" ", 2);
            Instant started = Instant.ofEpochMilli(Long.parseLong(words[1]));
            return Optional.of(new ProcessNote(name, Long.parseLong(words[0]), started));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            remove(home, name);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process itself, if it still runs and is the one that was noted. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheOneNoted);
    }

    private boolean isTheOneNoted(ProcessHandle process) {
        boolean sameStart = process.info()
                .startInstant()
                .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
        return sameStart && process.info().command().orElse("").endsWith("java");
    }

    private static Path file(Home home, String name) {
        return home.running().resolve(name + SUFFIX);
    }
}
