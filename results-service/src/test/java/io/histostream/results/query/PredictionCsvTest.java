package io.histostream.results.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void aCellThatASpreadsheetWouldRunBecomesText(String cell) {
        assertThat(PredictionCsv.inert(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "malignant", "0.75", "1.0E-5", "a=b", "p-1"})
    void anyOtherCellStaysAsItIs(String cell) {
        assertThat(PredictionCsv.inert(cell)).isEqualTo(cell);
    }

    @Test
    void everyColumnHasItsName() {
        assertThat(PredictionCsv.header()).doesNotHaveDuplicates().contains("jobId", "scores", "notice");
    }
}
