package io.histostream.devstack;

import java.io.IOException;
import java.util.List;

/** What child processes share: telling that they are ready, ending with their parent, and leaving Ctrl-C to it. */
final class ServerMain {

    static final String READY = "READY";

    private ServerMain() {}

    /**
     * What to put before a command. A terminal sends Ctrl-C to every process of the foreground at once; the parent alone
     * shall decide who stops when. A JVM that starts with SIGINT ignored leaves it so.
     */
    static List<String> deafToCtrlC(String name) {
        return List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", name);
    }

    /** Announces readiness, then waits until standard input ends and exits, which runs the shutdown hooks. */
    static void serveUntilParentEnds() throws IOException {
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Nothing is ever sent; only the end of the stream matters.
            Thread.onSpinWait();
        }
        System.exit(0);
    }
}
