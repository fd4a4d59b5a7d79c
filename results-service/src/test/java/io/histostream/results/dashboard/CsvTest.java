package io.histostream.results.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void leavesNegativeNumbersNumbersMakesFormulasTextAndSaysResearchUseOnly() throws IOException {
        Response answer = Csv.table(
                "minutes", List.of("a", "b", "c", "d", "e"), Stream.of(Csv.row(-0.25, "=1+1", "-2", null, 7L)));

        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ((StreamingOutput) answer.getEntity()).write(file);
        assertThat(file.toString(StandardCharsets.UTF_8))
                .isEqualTo("a,b,c,d,e,notice\r\n-0.25,'=1+1,'-2,,7,Research use only\r\n");
        assertThat(answer.getHeaderString(HttpHeaders.CONTENT_DISPOSITION))
                .isEqualTo("attachment; filename=\"histostream-minutes-research-use-only.csv\"");
    }
}
