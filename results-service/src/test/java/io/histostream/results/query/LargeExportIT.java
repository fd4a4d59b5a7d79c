package io.histostream.results.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.results.Rows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An export of many rows holds no more in memory than one of few. */
@QuarkusTest
class LargeExportIT {

    private static final int ROWS = 300_000;
    private static final UUID BATCH = UUID.fromString("00000000-0000-8000-8000-000000300000");

    // A tenth of what the rows would take as text.
    private static final long MOST_GROWTH = 16L << 20;

    private static final String FILL = """
            INSERT INTO job (job_id, tenant, batch_id, image_id, sha256, model, submitted_at, state, model_version,
                model_digest, label, score, scores, provenance, timings, completed_at)
            SELECT md5('export' || n)::uuid, 'default', '%s', md5('image' || n)::uuid, repeat('a', 64), 'resnet34',
                timestamptz '2020-01-01' + n / 1000 * interval '1 second', 'SUCCEEDED', '1.0.0', repeat('b', 64), 'benign',
                0.75, '[{"label":"benign","score":0.75},{"label":"malignant","score":0.25}]',
                '{"preprocessingDigest":"%s","executionProvider":"cpu","runtimeVersion":"1.29.0","batchSize":8}',
                '{"fetchMicros":1,"decodeMicros":2,"queueMicros":3,"computeMicros":4}', now()
            FROM generate_series(1, %d) AS n
            """.formatted(BATCH, "c".repeat(64), ROWS);

    @Inject
    PredictionExport export;

    @Test
    void threeHundredThousandRowsStreamInConstantMemory() throws Exception {
        Rows.execute(FILL);
        Watch watch = new Watch();

        export.csv(PredictionFilter.ofBatch(BATCH), null, Integer.MAX_VALUE, watch);

        assertThat(watch.lines).isEqualTo(ROWS + 1);
        List<Long> used = watch.used;
        assertThat(used).hasSizeGreaterThan(8);
        // The first is taken when everything has been used once.
        assertThat(used.stream().mapToLong(Long::longValue).max().orElseThrow() - used.get(0))
                .as("growth of what is used after collection: %s", used)
                .isLessThan(MOST_GROWTH);
    }

    // Other tests count what is there.
    @AfterEach
    void remove() throws SQLException {
        Rows.execute("DELETE FROM job WHERE batch_id = '" + BATCH + "'");
        Rows.execute("SELECT recount_jobs()");
    }

    /** Reads nothing and keeps nothing, but looks at the heap once in a while. */
    private static final class Watch extends OutputStream {

        private static final int EVERY = 30_000;

        private final List<Long> used = new ArrayList<>();
        private int lines;

        @Override
        public void write(int b) {
            if (b == '\n' && ++lines % EVERY == 0) {
                System.gc();
                used.add(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
        }
    }
}
