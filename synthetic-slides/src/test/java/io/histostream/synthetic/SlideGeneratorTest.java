package io.histostream.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlideGeneratorTest {

    @Test
    void everySlideIsPhotographedAtEveryMagnification() {
        List<SyntheticImage> images = new SlideGenerator(1).images(Cohort.of(6, 2, 3));

        Map<String, Map<Integer, Long>> counts = images.stream()
                .collect(Collectors.groupingBy(
                        SyntheticImage::slideId,
                        Collectors.groupingBy(SyntheticImage::magnification, Collectors.counting())));

        assertThat(images).hasSize(6 * 2 * 3 * 4);
        assertThat(counts).hasSize(12).allSatisfy((slide, byMagnification) -> assertThat(byMagnification)
                .isEqualTo(Map.of(40, 3L, 100, 3L, 200, 3L, 400, 3L)));
    }

    @Test
    void slidesOfOnePatientShareItsNumberAndLabel() {
        List<SyntheticImage> images = new SlideGenerator(2).images(Cohort.of(8, 3, 1));

        assertThat(images).allSatisfy(image -> assertThat(image.slideId()).matches(image.patientId() + "[ABC]"));
        assertThat(images.stream()
                        .collect(Collectors.groupingBy(SyntheticImage::patientId))
                        .values())
                .hasSize(8)
                .allSatisfy(own -> assertThat(own)
                        .extracting(SyntheticImage::label)
                        .containsOnly(own.get(0).label()));
    }

    @Test
    void theMalignantShareIsKept() {
        List<SyntheticImage> images = new SlideGenerator(3)
                .images(Cohort.of(20, 1, 1).withMalignantShare(0.7).withMagnifications(List.of(40)));

        assertThat(images).filteredOn(image -> image.label() == Label.MALIGNANT).hasSize(14);
        assertThat(images.stream().map(SyntheticImage::subtype).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Subtype.values());
    }

    @Test
    void namesAreUniqueAndTellNeitherLabelNorSubtype() {
        List<SyntheticImage> images = new SlideGenerator(4).images(Cohort.of(40, 1, 2));

        Set<String> names = images.stream().map(SyntheticImage::fileName).collect(Collectors.toSet());

        assertThat(names).hasSameSizeAs(images).allMatch(name -> name.matches("SYN-26-\\d+[A-Z]-\\d+-\\d{3}\\.png"));
    }

    @Test
    void theOrderOfPatientsDoesNotTellTheLabel() {
        List<Label> labels = new SlideGenerator(5)
                .images(Cohort.of(40, 1, 1).withMagnifications(List.of(40))).stream()
                        .map(SyntheticImage::label)
                        .toList();

        assertThat(labels.subList(0, 20)).filteredOn(Label.MALIGNANT::equals).hasSizeBetween(5, 15);
    }

    @Test
    void anotherSeedGivesOtherPatients() {
        Cohort cohort = Cohort.of(4, 1, 1).withSize(70, 46);

        List<SyntheticImage> first = new SlideGenerator(6).images(cohort);
        List<SyntheticImage> other = new SlideGenerator(7).images(cohort);

        assertThat(first.get(0).pixels()).isNotEqualTo(other.get(0).pixels());
        assertThat(first.get(0).patientId()).isNotEqualTo(other.get(0).patientId());
    }

    @Test
    void impossibleCohortsAreRefused() {
        assertThatThrownBy(() -> Cohort.of(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cohort.of(1, 27, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cohort.of(1, 1, 1).withSize(8, 460)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cohort.of(1, 1, 1).withMagnifications(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cohort.of(1, 1, 1).withMalignantShare(1.5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
