package io.histostream.results.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatientsTest {

    // printf 22549 | sha256sum
    private static final String DIGEST_OF_22549 = "377a1d75a65a731c666bf55ad0ebb9bedb3bbb513de98160739297a3fab6944b";

    @Test
    void areNamedByTheDigestOfTheirPseudonym() {
        assertThat(Pseudonyms.digest("22549")).isEqualTo(DIGEST_OF_22549);
    }

    @Test
    void areFoundByTheirDigest() {
        assertThat(Patients.of(List.of(DIGEST_OF_22549)).contains("22549")).isTrue();
    }

    @Test
    void areFoundByThePseudonymOfAnOlderCard() {
        Patients patients = Patients.of(List.of("22549"));

        assertThat(patients.contains("22549")).isTrue();
        assertThat(patients.digests()).containsExactly(DIGEST_OF_22549);
    }

    @Test
    void areFoundWhereTheLabsOwnPseudonymLooksLikeADigest() {
        String pseudonym = "ab".repeat(32);

        assertThat(Patients.of(List.of(pseudonym)).contains(pseudonym)).isTrue();
    }

    @Test
    void areNotTakenForOneAnother() {
        assertThat(Patients.of(List.of(DIGEST_OF_22549, "p-1")).contains("p-2")).isFalse();
    }

    @Test
    void countOnceHoweverTheyAreNamed() {
        assertThat(Patients.of(List.of(DIGEST_OF_22549, "22549")).count()).isEqualTo(1);
    }
}
