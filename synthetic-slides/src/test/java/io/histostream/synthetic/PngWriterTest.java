package io.histostream.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngWriterTest {

    @Test
    void incompressibleNoiseSurvives() throws IOException {
        SplitMix random = new SplitMix(1);
        int[] pixels = new int[300 * 200];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (int) random.nextLong() & 0xFFFFFF;
        }

        int[] decoded = ImageIO.read(new ByteArrayInputStream(PngWriter.encode(pixels, 300, 200)))
                .getRGB(0, 0, 300, 200, null, 0, 300);

        for (int i = 0; i < pixels.length; i++) {
            assertThat(decoded[i] & 0xFFFFFF).isEqualTo(pixels[i]);
        }
    }

    @Test
    void onePixelSurvives() throws IOException {
        byte[] png = PngWriter.encode(new int[] {0x123456}, 1, 1);

        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRGB(0, 0)).isEqualTo(0xFF123456);
    }
}
