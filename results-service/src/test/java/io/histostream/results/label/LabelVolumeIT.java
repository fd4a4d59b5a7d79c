package io.histostream.results.label;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A whole archive's labels in one request, and back. */
@QuarkusTest
class LabelVolumeIT {

    private static final int ROWS = 300_000;
    private static final long MUCH = 24L << 20;

    @Inject
    Labels labels;

    @Inject
    LabelExport export;

    @Test
    void threeHundredThousandRowsComeAndGoInTheMemoryOfAFew() throws IOException {
        Growth coming = new Growth();
        LabelReceipt receipt = labels.putCsv(new GeneratedCsv(coming), "volume");

        Growth going = new Growth();
        CountedLines lines = new CountedLines(going);
        export.csv(null, lines);

        assertThat(receipt).isEqualTo(new LabelReceipt(ROWS, ROWS, 0));
        assertThat(coming.bytes()).isLessThan(MUCH);
        assertThat(lines.count).isGreaterThan(ROWS);
        assertThat(going.bytes()).isLessThan(MUCH);
    }

    /** What a stream's reader or writer holds near its end more than near its beginning. */
    private static final class Growth {

        private final List<Long> used = new ArrayList<>();

        void at(long row) {
            if (row == 20_000 || row == ROWS - 10_000) {
                System.gc();
                used.add(Runtime.getRuntime().totalMemory()
                        - Runtime.getRuntime().freeMemory());
            }
        }

        long bytes() {
            assertThat(used).hasSize(2);
            return used.get(1) - used.get(0);
        }
    }

    /** Makes rows only as they are read. */
    private static final class GeneratedCsv extends InputStream {

        private final Growth growth;
        private final Random random = new Random();
        private byte[] line = "sha256,class\n".getBytes(US_ASCII);
        private int at;
        private int rows;

        GeneratedCsv(Growth growth) {
            this.growth = growth;
        }

        @Override
        public int read() {
            if (at == line.length) {
                if (rows == ROWS) {
                    return -1;
                }
                growth.at(++rows);
                line = row();
                at = 0;
            }
            return line[at++];
        }

        private byte[] row() {
            byte[] digest = new byte[32];
            random.nextBytes(digest);
            return (HexFormat.of().formatHex(digest) + ",\"ductal carcinoma\"\n").getBytes(US_ASCII);
        }
    }

    private static final class CountedLines extends OutputStream {

        private final Growth growth;
        private long count;

        CountedLines(Growth growth) {
            this.growth = growth;
        }

        @Override
        public void write(int value) {
            if (value == '\n') {
                growth.at(++count);
            }
        }
    }
}
