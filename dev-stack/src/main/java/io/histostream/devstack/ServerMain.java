package io.histostream.devstack;

import java.io.IOException;

/** What both servers' main methods share: telling that they are ready, and ending with their parent. */
final class ServerMain {

    static final String READY = "READY";

    private ServerMain() {}

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
