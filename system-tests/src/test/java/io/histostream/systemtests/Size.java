package io.histostream.systemtests;

import java.time.Duration;

/**
 * How large a test is: a small size for every build, the whole size with {@code -Pfull}, and any number by a system
 * property of its own, such as {@code -Dfaults.jobs=2000}.
 */
final class Size {

    private static final boolean FULL = Boolean.getBoolean("systemtests.full");

    private Size() {}

    static int of(String property, int small, int full) {
        return Integer.getInteger(property, FULL ? full : small);
    }

    static Duration seconds(String property, int small, int full) {
        return Duration.ofSeconds(of(property, small, full));
    }

    /** The seed of a run's random choices; the log names it, so that a run can be repeated. */
    static long seed() {
        return Long.getLong("systemtests.seed", System.currentTimeMillis());
    }
}
