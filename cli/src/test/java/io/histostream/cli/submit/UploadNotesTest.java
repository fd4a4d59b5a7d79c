package io.histostream.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadNotesTest {

    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    @TempDir
    Path folder;

    @Test
    void remembersWhatAnInterruptedSubmissionUploaded() {
        try (UploadNotes interrupted = new UploadNotes(folder, "s")) {
            interrupted.add(ONE);
        }

        try (UploadNotes again = new UploadNotes(folder, "s")) {
            assertThat(again.contains(ONE)).isTrue();
            assertThat(again.contains(TWO)).isFalse();
        }
    }

    @Test
    void takesAHalfWrittenLineForNothing() throws IOException {
        try (UploadNotes interrupted = new UploadNotes(folder, "s")) {
            interrupted.add(ONE);
        }
        Files.writeString(folder.resolve("s.uploaded"), TWO.substring(0, 20), StandardOpenOption.APPEND);
        try (UploadNotes again = new UploadNotes(folder, "s")) {
            again.add(TWO);
        }

        try (UploadNotes third = new UploadNotes(folder, "s")) {
            assertThat(third.contains(TWO)).isTrue();
        }
    }

    @Test
    void forgetsACompleteSubmission() {
        try (UploadNotes complete = new UploadNotes(folder, "s")) {
            complete.add(ONE);
            complete.delete();
        }

        assertThat(folder).isEmptyDirectory();
    }
}
