package io.histostream.results.evaluation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import io.histostream.results.evaluation.reading.Outcome;
import io.histostream.results.evaluation.reading.VersionColumn;
import io.histostream.results.model.Card;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldNameTest {

    private static final String DIGEST = "d".repeat(64);

    @ParameterizedTest
    @CsvSource({"1.0.0-fold2, 1.0.0", "1.0.0-fold2.leaky, 1.0.0-leaky", "1.0.0-rc.fold2, 1.0.0-rc"})
    void theVersionsOfACrossValidationHaveOneBase(String version, String base) throws JsonProcessingException {
        assertThat(FoldName.of(column(version, 2))).contains(new FoldName("resnet34", base, 2, 5));
    }

    @Test
    void cardAndNameMustAgree() throws JsonProcessingException {
        assertThat(FoldName.of(column("1.0.0-fold1", 2))).isEmpty();
        assertThat(FoldName.of(column("1.0.0", 2))).isEmpty();
    }

    private static VersionColumn column(String version, int fold) throws JsonProcessingException {
        String card = "{\"training\":{\"crossValidation\":{\"fold\":" + fold + ",\"folds\":5}}}";
        return new VersionColumn(
                "resnet34",
                version,
                List.of(DIGEST),
                List.of(new Card(
                        "resnet34", version, DIGEST, Instant.EPOCH, Instant.EPOCH, ContractJson.MAPPER.readTree(card))),
                "malignant",
                true,
                new Outcome[0],
                new double[0],
                new int[0]);
    }
}
