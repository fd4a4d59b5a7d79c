package io.histostream.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TissueClassesTest {
    private static final int PATIENTS_PER_SUBTYPE = 4;
    private static final double NUCLEUS = 0.5;

    @Test
    void malignantFieldsHoldMoreNuclearAreaAtEveryMagnification() {
        for (int magnification : new int[] {40, 100, 200, 400}) {
            double benign = mean(nuclearShares(Label.BENIGN, magnification));
            double malignant = mean(nuclearShares(Label.MALIGNANT, magnification));

            assertThat(malignant).as("at %dx", magnification).isGreaterThan(1.2 * benign);
        }
    }

    @Test
    void theClassesOverlapInNuclearArea() {
        double mostBenign = nuclearShares(Label.BENIGN, 100).stream()
                .mapToDouble(s -> s)
                .max()
                .orElseThrow();
        double leastMalignant = nuclearShares(Label.MALIGNANT, 100).stream()
                .mapToDouble(s -> s)
                .min()
                .orElseThrow();

        assertThat(mostBenign).as("no threshold separates them").isGreaterThan(leastMalignant);
    }

    @Test
    void stainingVariesBetweenPatientsMoreThanBetweenLabels() {
        List<Double> benign = new ArrayList<>();
        List<Double> malignant = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            benign.add(Patient.of("p", Subtype.FIBROADENOMA, i).stain().eosin()[1]);
            malignant.add(
                    Patient.of("p", Subtype.DUCTAL_CARCINOMA, 1000 + i).stain().eosin()[1]);
        }

        assertThat(Math.abs(mean(benign) - mean(malignant))).isLessThan(0.25 * deviation(benign));
    }

    private static List<Double> nuclearShares(Label label, int magnification) {
        List<Double> shares = new ArrayList<>();
        for (Subtype subtype : Subtype.values()) {
            for (int i = 0; subtype.label() == label && i < PATIENTS_PER_SUBTYPE; i++) {
                Slide slide = Slide.of(Patient.of("p", subtype, 100L * subtype.ordinal() + i), 0);
                shares.add(nuclearShare(new FieldRenderer(slide, magnification, 1, 350, 230).dyes()));
            }
        }
        return shares;
    }

    private static double nuclearShare(DyePlane dyes) {
        int dark = 0;
        for (float haematoxylin : dyes.haematoxylin) {
            dark += haematoxylin > NUCLEUS ? 1 : 0;
        }
        return dark / (double) dyes.haematoxylin.length;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private static double deviation(List<Double> values) {
        double mean = mean(values);
        return Math.sqrt(values.stream()
                .mapToDouble(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }
}
