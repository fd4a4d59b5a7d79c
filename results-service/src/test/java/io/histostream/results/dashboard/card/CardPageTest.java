package io.histostream.results.dashboard.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import io.histostream.results.model.Card;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CardPageTest {

    @Test
    void countsPatientsAndNamesNone() throws JsonProcessingException {
        CardPage page = page("{'training': {'trainPatients': ['26-1', '26-2'], 'heldOutPatients': ['26-3']}}");

        assertThat(page.parts().get(1).facts())
                .extracting(fact -> fact.name() + ": " + fact.value())
                .containsExactly("Held out patients: 1 patient", "Train patients: 2 patients");
        assertThat(page.parts().toString()).doesNotContain("26-3");
    }

    @Test
    void writesKeysAsWords() throws JsonProcessingException {
        CardPage page = page("{'input': {'colourMode': 'rgb', 'resize': {'mode': 'stretch'}}}");

        assertThat(page.parts().get(1).title()).isEqualTo("Input");
        assertThat(page.parts().get(1).facts())
                .extracting(CardPage.Fact::name)
                .containsExactly("Colour mode", "Resize, mode");
    }

    @Test
    void laysFiguresOutByMagnification() throws JsonProcessingException {
        CardPage page =
                page("{'metrics': {'heldOut': {'40x': {'auc': 0.9, 'accuracy': 0.8}, 'overall': {'auc': 0.7}}}}");

        CardMetrics table = page.metrics().get(0);
        assertThat(table.title()).isEqualTo("Held out");
        assertThat(table.metrics()).containsExactly("Accuracy", "AUC");
        assertThat(table.rows())
                .extracting(row -> row.name() + " " + row.values())
                .containsExactly("40× [0.8000, 0.9000]", "All [–, 0.7000]");
    }

    private static CardPage page(String card) throws JsonProcessingException {
        return CardPage.of(new Card(
                "resnet34",
                "1.0.0",
                "0".repeat(64),
                Instant.EPOCH,
                Instant.EPOCH,
                ContractJson.MAPPER.readTree(card.replace('\'', '"'))));
    }
}
