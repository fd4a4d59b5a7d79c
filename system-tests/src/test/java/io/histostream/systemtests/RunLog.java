package io.histostream.systemtests;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a run did and when: kept under {@code target}, and shown as it happens. Thread-safe. */
final class RunLog implements AutoCloseable {

    // Held, so that its level is not forgotten: Kafka's clients tell their whole configuration at each start.
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private final PrintWriter file;
    private final List<String> surprises = new ArrayList<>();

    RunLog(Path folder) {
        KAFKA.setLevel(Level.SEVERE);
        try {
            Files.createDirectories(folder);
            file = new PrintWriter(Files.newBufferedWriter(folder.resolve("run.log")), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void say(String text, Object... arguments) {
        String line = Instant.now() + " " + text.formatted(arguments);
        file.println(line);
        System.out.println(line);
    }

    /** Notes something that must not have happened. */
    synchronized void surprise(String text, Object... arguments) {
        surprises.add(text.formatted(arguments));
        say("UNEXPECTED " + text, arguments);
    }

    synchronized List<String> surprises() {
        return List.copyOf(surprises);
    }

    @Override
    public void close() {
        file.close();
    }
}
