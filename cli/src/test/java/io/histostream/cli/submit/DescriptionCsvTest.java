package io.histostream.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.histostream.cli.CommandFailure;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionCsvTest {

    @TempDir
    Path folder;

    @Test
    void readsColumnsByNameInAnyOrder() throws IOException {
        DescriptionCsv csv = read(
                "slide,magnification,file,label,patient,specimen,name",
                "S-1,40x,a.png,benign,P-1,P-1-b,L-77",
                ",2.5,b.png,,,,");

        assertThat(csv.find(Path.of("a.png")))
                .contains(new Description(new Specimen("P-1", "P-1-b", "S-1"), Magnification.of(40), "benign", "L-77"));
        assertThat(csv.find(Path.of("b.png")).orElseThrow().magnification()).hasToString("2.5x");
    }

    @Test
    void readsWhatASpreadsheetSavesAsUtf8() throws IOException {
        DescriptionCsv csv = read("\uFEFFfile,patient", "a.png,P-1");

        assertThat(csv.find(Path.of("a.png")).orElseThrow().specimen().patientId())
                .isEqualTo("P-1");
    }

    @Test
    void keepsAFieldThatHoldsACarriageReturn() throws IOException {
        DescriptionCsv csv = read("file,label,patient", "a.png,\"one\rtwo\",P-1");

        assertThat(csv.find(Path.of("a.png")).orElseThrow().label()).isEqualTo("one\rtwo");
        assertThat(csv.find(Path.of("a.png")).orElseThrow().specimen().patientId())
                .isEqualTo("P-1");
    }

    @Test
    void findsFilesByPathAndByName() throws IOException {
        DescriptionCsv csv = read("file,patient", "one/a.png,P-1", "b.png,P-2");

        assertThat(csv.find(Path.of("one/a.png")).orElseThrow().specimen().patientId())
                .isEqualTo("P-1");
        assertThat(csv.find(Path.of("two/b.png")).orElseThrow().specimen().patientId())
                .isEqualTo("P-2");
        assertThat(csv.find(Path.of("a.png"))).isEmpty();
    }

    @Test
    void namesEveryWrongLine() {
        assertRefused(
                List.of("file,patient,magnification", "a.png,P-1,forty", "b.png,Jane Doe,40", "c.png,P-1,0", ",P-1,40"),
                "line 2: magnification is not a number",
                "line 3: patientId must match",
                "line 4: magnification must be greater than 0",
                "line 5: file is empty");
    }

    @Test
    void doesNotRepeatWhatMayBeAName() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> read("file,patient", "b.png,Jane Doe"))
                .withMessageNotContaining("Jane");
    }

    @Test
    void refusesAFileNamedTwice() {
        assertRefused(
                List.of("file,patient", "a.png,P-1", "a.png,P-2"), "line 3: file stands on line 2 already: a.png");
    }

    @Test
    void refusesAHeaderWithoutFile() {
        assertRefused(List.of("image,patient", "a.png,P-1"), "line 1: there is no column named file");
    }

    @Test
    void refusesRowsWhoseFileIsMissingOrAmbiguous() throws IOException {
        DescriptionCsv csv = read("file,patient", "gone.png,P-1", "twice.png,P-2");
        List<Path> files = List.of(folder.resolve("one/twice.png"), folder.resolve("two/twice.png"));

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> csv.requireFilesAmong(files, folder))
                .withMessageContaining("line 2: there is no image gone.png")
                .withMessageContaining("line 3: 2 images are called twice.png");
    }

    @Test
    void saysWhichColumnsMeanNothing() throws IOException {
        assertThat(read("file,subtype,slide", "a.png,A,S-1").ignoredColumns()).containsExactly("subtype");
    }

    private DescriptionCsv read(String... lines) throws IOException {
        return DescriptionCsv.read(Files.write(folder.resolve("labels.csv"), List.of(lines)));
    }

    private void assertRefused(List<String> lines, String... messages) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> read(lines.toArray(String[]::new)))
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(CommandFailure.USAGE))
                .satisfies(failure -> assertThat(failure.getMessage()).contains(messages));
    }
}
