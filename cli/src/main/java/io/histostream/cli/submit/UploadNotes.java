package io.histostream.cli.submit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Which images of a submission the server has, by digest, one line each, so that an interrupted submission goes on where
 * it was. A line is only half written when the process was killed meanwhile; that image is then uploaded again. Thread-safe.
 */
final class UploadNotes implements AutoCloseable {

    private static final int DIGEST_LENGTH = 64;

    private final Path file;
    private final Set<String> uploaded = new HashSet<>();
    private final BufferedWriter writer;

    /** @param submission names the same images for the same server in the same words */
    UploadNotes(Path folder, String submission) {
        this.file = folder.resolve(submission + ".uploaded");
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.length() == DIGEST_LENGTH)
                        .forEach(uploaded::add);
            }
            this.writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean contains(String sha256) {
        return uploaded.contains(sha256);
    }

    synchronized void add(String sha256) {
        uploaded.add(sha256);
        try {
            writer.write(sha256);
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server turned out not to have it. */
    synchronized void forget(String sha256) {
        uploaded.remove(sha256);
    }

    /** The submission is complete: nothing is left to go on with. */
    synchronized void delete() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
