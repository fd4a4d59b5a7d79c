package io.histostream.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestedBatchTest {

    /** What a batch without names had before an image could have one: an idempotency key must still know it. */
    private static final String DIGEST = "419e801c419e2e24e741bc91360caf8a3c93bca1b312e69a4bfbb3ce5f11d0e3";

    @Test
    void keepsItsDigestWhereNoImageHasAName() {
        assertThat(batch(null).digest()).isEqualTo(DIGEST);
    }

    @Test
    void isAnotherWhereAnImageHasAnotherName() {
        assertThat(batch("a").digest()).isNotEqualTo(batch("b").digest()).isNotEqualTo(DIGEST);
    }

    private static RequestedBatch batch(String name) {
        RequestedImage image =
                new RequestedImage(0, "ab".repeat(32), new Specimen("p1", null, null), Magnification.of(40), name);
        return new RequestedBatch("demo", null, List.of(image), null, List.of());
    }
}
