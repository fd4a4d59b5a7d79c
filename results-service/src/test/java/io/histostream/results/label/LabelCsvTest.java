package io.histostream.results.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.problems.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelCsvTest {

    @Test
    void readsTheColumnsByTheirNamesAndLeavesOthersAlone() throws Exception {
        List<RequestedLabel> rows = read("file,Class,SHA256,patient\nx.png,DC,abc,p-1\n");

        assertThat(rows).containsExactly(new RequestedLabel(2, null, "abc", null, "DC", null, false, "pathologist-1"));
    }

    @Test
    void takesTheColumnLabelForTheClassWhereThereIsNoOther() throws Exception {
        assertThat(read("name,label\ni-1,malignant\n").get(0).className()).isEqualTo("malignant");
    }

    @Test
    void takesTheSourceOfARowBeforeTheOneOfTheRequest() throws Exception {
        assertThat(read("name,class,source\ni-1,A,pathologist-2\ni-2,A,\n"))
                .extracting(RequestedLabel::source)
                .containsExactly("pathologist-2", "pathologist-1");
    }

    @Test
    void readsWhatASpreadsheetWrites() throws Exception {
        assertThat(read("\uFEFFimage_id,class\r\ni-1,\"in situ\"\r\n").get(0).className())
                .isEqualTo("in situ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "class\nA\n", "name,patient\ni-1,p-1\n", "name,class,Class\ni-1,A,A\n", "name,class\ni-1\n"})
    void refusesATableOfAnotherShape(String csv) {
        assertThatThrownBy(() -> read(csv)).isInstanceOf(ProblemException.class);
    }

    @Test
    void countsLinesAsAnEditorDoes() throws Exception {
        assertThat(read("name,class,note\n\"a\",A,\"two\nlines\"\nb,A,\n"))
                .extracting(RequestedLabel::position)
                .containsExactly(2L, 4L);
    }

    @Property(tries = 300)
    void readsAnyTextAsItWasQuoted(@ForAll("texts") String text) throws Exception {
        String csv = "name,class\ni-1,\"" + text.replace("\"", "\"\"") + "\"\n";

        String read = read(csv).get(0).className();

        assertThat(read).isEqualTo(text.isBlank() ? null : text.strip());
    }

    @Property(tries = 300)
    void letsNoClassPassThatASpreadsheetWouldRun(@ForAll("texts") String text) {
        LabelCheck check = new LabelCheck("default", ClassMapping.shipped(), false);
        RequestedLabel row = new RequestedLabel(0, null, "a".repeat(64), null, text, "benign", false, "p-1");

        String kept = keptClass(check, row);

        assertThat(kept == null || Character.isLetterOrDigit(kept.codePointAt(0)))
                .isTrue();
        assertThat(kept == null || kept.lines().count() == 1).isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("=+-@\t\r\n\"',;ab é")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    @ParameterizedTest
    @CsvSource({"1-1-1-1-1", "x", "00000000-0000-0000-0000-00000000000g"})
    void refusesAnIdThatIsNone(String id) {
        RequestedLabel row = new RequestedLabel(0, id, null, null, "A", null, false, "p-1");

        assertThatThrownBy(() -> new LabelCheck("default", ClassMapping.shipped(), false).check(row))
                .isInstanceOfSatisfying(RefusedLabelException.class, refused -> assertThat(refused.code())
                        .isEqualTo(LabelError.Code.INVALID_IMAGE));
    }

    private static String keptClass(LabelCheck check, RequestedLabel row) {
        try {
            return check.check(row).className();
        } catch (RefusedLabelException e) {
            return null;
        }
    }

    private static List<RequestedLabel> read(String csv) throws IOException, SQLException {
        List<RequestedLabel> rows = new ArrayList<>();
        new LabelCsv(new ByteArrayInputStream(csv.getBytes(UTF_8)), "pathologist-1").forEach(rows::add);
        return rows;
    }
}
