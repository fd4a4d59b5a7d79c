package io.histostream.contracts;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"14-22549AB", "patient.7", "A"})
    void takesPseudonyms(String value) {
        assertThatNoException().isThrownBy(() -> new Specimen(value, value, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Jane Doe", "Müller", "1970/01/01", "../x", "a\nb", "<b>", ".hidden"})
    void refusesFreeTextWithoutRepeatingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Specimen(value, null, null))
                .withMessage("patientId must match " + Names.PSEUDONYM);
    }
}
