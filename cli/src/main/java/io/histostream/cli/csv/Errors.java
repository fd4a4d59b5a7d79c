package io.histostream.cli.csv;

import io.histostream.cli.CommandFailure;
import java.nio.file.Path;
import java.util.List;

/** What is wrong with the lines of a file, told all at once. */
public final class Errors {

    private static final int MOST = 10;

    private Errors() {}

    /** @throws CommandFailure that names the first of them */
    public static void requireNone(Path source, List<String> errors) {
        if (errors.isEmpty()) {
            return;
        }
        String more = errors.size() > MOST ? "\n  and " + (errors.size() - MOST) + " more" : "";
        throw CommandFailure.usage(
                source + ":\n  " + String.join("\n  ", errors.subList(0, Math.min(MOST, errors.size()))) + more);
    }
}
