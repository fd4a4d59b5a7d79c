package io.histostream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final UUID BATCH = UUID.fromString("0e7c9d0c-70b5-8b6e-8a52-0f4f43cbb5a1");
    private static final UUID IMAGE = UUID.fromString("5d1f2a7e-3c4b-8a6d-9e8f-1a2b3c4d5e6f");

    @Test
    void areTheSameForTheSameNames() {
        assertThat(Ids.job(BATCH, IMAGE, "resnet34")).isEqualTo(Ids.job(BATCH, IMAGE, "resnet34"));
    }

    @Test
    void neverChangeBetweenReleases() {
        assertThat(Ids.job(BATCH, IMAGE, "resnet34")).hasToString("313c6719-36c0-864f-a309-1f5952517969");
    }

    @Test
    void differWhenAnyNameDoes() {
        assertThat(Ids.job(BATCH, IMAGE, "resnet34"))
                .isNotEqualTo(Ids.job(BATCH, IMAGE, "vgg19"))
                .isNotEqualTo(Ids.job(IMAGE, BATCH, "resnet34"));
    }

    @Test
    void areVersion8OfTheStandardVariant() {
        UUID id = Ids.batch("default", "key");

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }
}
