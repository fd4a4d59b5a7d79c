package io.histostream.messaging;

import io.histostream.contracts.Ids;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.ImageReference;
import io.histostream.contracts.Specimen;
import java.time.Instant;
import java.util.UUID;

/** Example jobs. */
final class ImageJobs {

    private static final String SHA256 = "ab".repeat(32);

    private ImageJobs() {}

    static ImageJob any() {
        UUID batch = UUID.randomUUID();
        UUID image = Ids.image("default", SHA256);
        return new ImageJob(
                ImageJob.SCHEMA_VERSION,
                Ids.job(batch, image, "test"),
                batch,
                image,
                "default",
                null,
                new ImageReference("images/default/ab/" + SHA256, SHA256, "image/png", 1),
                Specimen.UNKNOWN,
                null,
                "test",
                Instant.parse("2026-01-01T00:00:00Z"),
                null);
    }
}
