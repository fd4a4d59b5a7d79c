package io.histostream.results.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void leavesNegativeNumbersNumbersAndMakesFormulasText() {
        assertThat(Csv.row(-0.25, "=1+1", "-2", null, 7L)).containsExactly("-0.25", "'=1+1", "'-2", "", "7");
    }
}
