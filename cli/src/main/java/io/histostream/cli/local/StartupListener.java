package io.histostream.cli.local;

import java.time.Duration;
import java.util.List;

/** Is told what a {@link LocalSystem} does; every method may be left as it is. */
public interface StartupListener {

    /** Hears nothing. */
    StartupListener SILENT = new StartupListener() {};

    /** Processes that a killed launcher had left were stopped. */
    default void swept(List<String> names) {}

    default void ready(String name, Duration took) {}

    default void stopping(String name) {}

    /** It did not follow SIGTERM in time. */
    default void killed(String name) {}
}
