package io.histostream.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessNoteTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(folder);
        home.makeFolders();
    }

    @Test
    void findsTheProcessThatWasNoted() {
        ProcessNote.write(home, ProcessNote.of("ingest", ProcessHandle.current()));

        assertThat(ProcessNote.all(home)).singleElement().satisfies(note -> {
            assertThat(note.name()).isEqualTo("ingest");
            assertThat(note.process()).contains(ProcessHandle.current());
        });
    }

    @Test
    void leavesAnotherProcessWithTheSameIdAlone() {
        ProcessNote note = ProcessNote.of("ingest", ProcessHandle.current());
        ProcessNote earlier =
                new ProcessNote("ingest", note.pid(), note.started().minus(Duration.ofMinutes(1)));

        assertThat(earlier.process()).isEmpty();
    }

    @Test
    void leavesAProcessThatIsNoJavaAlone() throws IOException {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(ProcessNote.of("ingest", sleep.toHandle()).process()).isEmpty();
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void throwsAnUnreadableNoteAway() throws IOException {
        Path broken = Files.writeString(home.running().resolve("ingest.pid"), "12");

        assertThat(ProcessNote.all(home)).isEmpty();
        assertThat(broken).doesNotExist();
    }
}
