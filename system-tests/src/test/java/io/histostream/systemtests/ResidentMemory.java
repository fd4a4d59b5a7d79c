package io.histostream.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** How much memory a process holds, as Linux counts it. */
final class ResidentMemory {

    private static final int LOOKS = 12;
    private static final long PAUSE_MILLIS = 40;

    private final Path status;

    ResidentMemory(ProcessHandle process) {
        this.status = Path.of("/proc", Long.toString(process.pid()), "status");
    }

    /** Whether this operating system tells. */
    boolean isKnown() {
        return Files.isReadable(status);
    }

    /** The least of some looks, in KiB: while they are taken, what is being closed goes. */
    long kibibytes() throws IOException, InterruptedException {
        long least = look();
        for (int i = 1; i < LOOKS; i++) {
            Thread.sleep(PAUSE_MILLIS);
            least = Math.min(least, look());
        }
        return least;
    }

    private long look() throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    static long median(Collection<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
