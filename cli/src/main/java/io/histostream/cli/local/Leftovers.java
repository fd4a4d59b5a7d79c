package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import io.histostream.devstack.DevStack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops what a launcher that was killed has left behind. */
final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(15);

    private Leftovers() {}

    /**
     * Ends every noted process that still runs, services before servers.
     *
     * @return their names
     */
    static List<String> sweep(Home home) {
        List<ProcessNote> notes = ProcessNote.all(home);
        List<ProcessNote> alive =
                notes.stream().filter(note -> note.process().isPresent()).toList();
        end(alive.stream()
                .filter(note -> !LocalSystem.SERVERS.contains(note.name()))
                .toList());
        end(alive.stream()
                .filter(note -> LocalSystem.SERVERS.contains(note.name()))
                .toList());
        DevStack.stopOrphans(home.folder());
        notes.forEach(note -> ProcessNote.remove(home, note.name()));
        return alive.stream().map(ProcessNote::name).toList();
    }

    private static void end(List<ProcessNote> notes) {
        List<ProcessHandle> processes =
                notes.stream().flatMap(note -> note.process().stream()).toList();
        processes.forEach(ProcessHandle::destroy);
        if (!ended(processes, GRACE)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            if (!ended(processes, GRACE)) {
                throw CommandFailure.trouble("processes of an earlier run cannot be ended: " + notes);
            }
        }
    }

    private static boolean ended(List<ProcessHandle> processes, Duration patience) {
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(patience.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
