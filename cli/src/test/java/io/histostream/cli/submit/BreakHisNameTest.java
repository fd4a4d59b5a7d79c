package io.histostream.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakHisNameTest {

    @ParameterizedTest
    @CsvSource({
        "SOB_B_A-14-22549AB-100-020.png, 14-22549, 14-22549AB, 100, A",
        "SOB_B_A-14-22549CD-40-001.png,  14-22549, 14-22549CD, 40,  A",
        "SOB_B_A-14-22549G-400-006.png,  14-22549, 14-22549G,  400, A",
        "SOB_B_F-14-9133-40-001.png,     14-9133,  14-9133,    40,  F",
        "SOB_B_PT-14-29315EF-200-007.png, 14-29315, 14-29315EF, 200, PT",
        "SOB_B_TA-14-3411F-40-001.png,   14-3411,  14-3411F,   40,  TA",
        "SOB_M_DC-14-13412-40-001.png,   14-13412, 14-13412,   40,  DC",
        "SOB_M_LC-14-13412-40-001.png,   14-13412, 14-13412,   40,  LC",
        "SOB_M_MC-14-18842D-200-001.PNG, 14-18842, 14-18842D,  200, MC",
        "SOB_M_PC-14-15704-100-036.png,  14-15704, 14-15704,   100, PC"
    })
    void readsSlidePatientMagnificationAndSubtype(
            String name, String patient, String slide, long magnification, String subtype) {
        assertThat(BreakHisName.parse(name))
                .contains(new Description(
                        new Specimen(patient, null, slide), Magnification.of(magnification), subtype, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image.png",
                "SOB_B_DC-14-22549AB-100-020.png",
                "SOB_M_A-14-22549AB-100-020.png",
                "SOB_X_A-14-22549AB-100-020.png",
                "SOB_B_A-14-22549AB-0-020.png",
                "SOB_B_A-14-22549AB-100.png",
                "copy of SOB_B_A-14-22549AB-100-020.png",
                "SOB_B_A-14-22549AB-100-020.png.txt"
            })
    void leavesOtherNamesAlone(String name) {
        assertThat(BreakHisName.parse(name)).isEmpty();
    }

    @Test
    void putsCutsOfOneBiopsyTogether() {
        String one = BreakHisName.parse("SOB_B_A-14-22549AB-100-020.png")
                .orElseThrow()
                .specimen()
                .patientId();

        assertThat(BreakHisName.parse("SOB_B_A-14-22549G-100-006.png")
                        .orElseThrow()
                        .specimen()
                        .patientId())
                .isEqualTo(one);
    }
}
