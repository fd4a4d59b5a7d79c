package io.histostream.cli.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The last lines of a log, for a message about a process that died. */
final class LogTail {

    private static final int LINES = 8;
    private static final int MOST_BYTES = 16_384;
    private static final int LONGEST_LINE = 200;

    private LogTail() {}

    static String describe(String event, Path log) {
        List<String> lines = lines(log);
        String tail = lines.stream()
                .map(line -> "  | " + (line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line))
                .collect(Collectors.joining("\n"));
        return event + ".\n" + (lines.isEmpty() ? "Its log is empty: " : "The end of its log, ") + log
                + (lines.isEmpty() ? "" : ":\n" + tail);
    }

    // Frames of a stack trace say little in a short message; the log has them.
    private static List<String> lines(Path log) {
        List<String> lines = read(log)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    private static String read(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - MOST_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
