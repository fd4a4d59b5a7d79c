package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Lets one launcher at a time use a home. The operating system drops the lock when its holder ends, however it ends, so
 * a killed launcher never keeps the next one out.
 */
final class LauncherLock implements AutoCloseable {

    /** Who holds a home. */
    record Holder(long pid, Ports ports) {}

    private final FileChannel channel;

    private LauncherLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the home for this process. */
    static LauncherLock take(Home home, Ports ports) {
        home.makeFolders();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw refusal(home);
            }
            channel.truncate(0);
            String note = ProcessHandle.current().pid() + " " + ports.base() + "\n";
            channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            return new LauncherLock(channel);
        } catch (IOException e) {
            throw CommandFailure.trouble("the folder " + home.folder() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The launcher that has the home now, if any. */
    static Optional<Holder> holder(Home home) {
        if (!Files.exists(file(home))) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file(home), StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            return lock == null ? Optional.of(read(home)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException e) {
            return null;
        }
    }

    private static Holder read(Home home) throws IOException {
        String[] note = Files.readString(file(home)).strip().split(" ", 2);
        if (note.length < 2) {
            throw CommandFailure.trouble("another histostream is starting at " + home.folder() + "; try again");
        }
        return new Holder(Long.parseLong(note[0]), new Ports(Integer.parseInt(note[1])));
    }

    private static CommandFailure refusal(Home home) throws IOException {
        Holder holder = read(home);
        return CommandFailure.trouble("a system already runs at " + home.folder() + " (process " + holder.pid()
                + ", page " + holder.ports().resultsUrl() + ").\nStop it with Ctrl-C there, or use another place: "
                + "--home DIR --port-base PORT.");
    }

    private static Path file(Home home) {
        return home.running().resolve("launcher");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
