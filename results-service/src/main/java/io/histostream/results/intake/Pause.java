package io.histostream.results.intake;

import java.time.Duration;

/** Waits between two attempts, longer each time up to a bound. */
@FunctionalInterface
interface Pause {

    /** @throws StoppedException as soon as the service stops */
    void after(int attempt, Exception trouble);

    /** {@code first}, twice that, four times that … at most {@code longest}. */
    static Duration length(int attempt, Duration first, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(attempt, 30));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
