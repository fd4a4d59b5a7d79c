package io.histostream.results.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassMappingTest {

    private final ClassMapping shipped = ClassMapping.shipped();

    @ParameterizedTest
    @CsvSource({
        "adenosis, benign",
        "fibroadenoma, benign",
        "phyllodes_tumor, benign",
        "tubular_adenoma, benign",
        "ductal_carcinoma, malignant",
        "lobular_carcinoma, malignant",
        "mucinous_carcinoma, malignant",
        "papillary_carcinoma, malignant",
        "A, benign",
        "F, benign",
        "PT, benign",
        "TA, benign",
        "DC, malignant",
        "LC, malignant",
        "MC, malignant",
        "PC, malignant"
    })
    void knowsTheSubtypesOfBreakHis(String name, String label) {
        assertThat(shipped.labelOf(name)).contains(label);
    }

    @ParameterizedTest
    @CsvSource({"Normal, benign", "Benign, benign", "InSitu, malignant", "in situ, malignant", "Invasive, malignant"})
    void knowsTheClassesOfBach(String name, String label) {
        assertThat(shipped.labelOf(name)).contains(label);
    }

    @ParameterizedTest
    @CsvSource({"Ductal Carcinoma", "ductal-carcinoma", "DUCTAL_CARCINOMA", "ductalcarcinoma", "Ductal  carcinoma"})
    void caseSpacesAndMarksMakeNoDifference(String name) {
        assertThat(shipped.labelOf(name)).contains("malignant");
    }

    @Test
    void doesNotGuess() {
        assertThat(shipped.labelOf("carcinoma")).isEmpty();
    }

    @Test
    void takesALabsOwnClasses() {
        ClassMapping own = shipped.with(Map.of("Grade 3", "malignant"));

        assertThat(own.labelOf("grade-3")).contains("malignant");
        assertThat(own.labelOf("adenosis")).contains("benign");
        assertThat(own.known()).contains("Grade 3", "adenosis");
    }

    @Test
    void aLabsOwnWordCounts() {
        ClassMapping own = shipped.with(Map.of("In-Situ", "benign"));

        assertThat(own.labelOf("in situ")).contains("benign");
        assertThat(own.known()).contains("In-Situ").doesNotContain("in_situ");
    }
}
