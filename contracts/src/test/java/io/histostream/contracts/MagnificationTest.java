package io.histostream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagnificationTest {

    @ParameterizedTest
    @ValueSource(strings = {"40", "40.0", "40.00", "4E1"})
    void isEqualHoweverItIsWritten(String written) {
        assertThat(new Magnification(new BigDecimal(written))).isEqualTo(Magnification.of(40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-40", "1001", "1.005", "1E9"})
    void refusesWhatNoObjectiveHas(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Magnification(new BigDecimal(written)));
    }

    @Test
    void isAPlainNumberInJson() throws Exception {
        assertThat(ContractJson.MAPPER.writeValueAsString(Magnification.of(400)))
                .isEqualTo("400");
    }

    @Test
    void readsAsAnObjectiveIsNamed() {
        assertThat(new Magnification(new BigDecimal("2.50"))).hasToString("2.5x");
    }
}
