package io.histostream.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SyntheticImageTest {
    private static final List<SyntheticImage> IMAGES =
            new SlideGenerator(2026).images(Cohort.of(8, 1, 1).withSize(175, 115));

    /** The digest of 32 fields of all subtypes and magnifications: it holds on every JDK and machine, or training data is lost. */
    @Test
    void aSeedGivesTheSamePixelsEverywhere() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");

        for (SyntheticImage image : IMAGES) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * 175 * 115);
            bytes.asIntBuffer().put(image.pixels());
            digest.update(bytes);
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("2d9a6ad6c6c3fc49c10bc7943a7c5f41885156ab31dbc3aed46db656db23ffa9");
    }

    @Test
    void renderingTwiceGivesTheSamePixels() {
        SyntheticImage image = IMAGES.get(5);

        assertThat(image.pixels()).isEqualTo(image.pixels());
    }

    @Test
    void thePngHoldsThePixels() throws IOException {
        for (SyntheticImage image : IMAGES.subList(0, 4)) {
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(image.png()));

            assertThat(decoded.getWidth()).isEqualTo(175);
            assertThat(decoded.getHeight()).isEqualTo(115);
            assertThat(decoded.getColorModel().hasAlpha()).isFalse();
            int[] opaque = decoded.getRGB(0, 0, 175, 115, null, 0, 175);
            assertThat(opaque).isEqualTo(withAlpha(image.pixels()));
        }
    }

    private static int[] withAlpha(int[] pixels) {
        int[] opaque = pixels.clone();
        for (int i = 0; i < opaque.length; i++) {
            opaque[i] |= 0xFF000000;
        }
        return opaque;
    }

    @Test
    void aFullFieldHasTheSizeOfBreakHis() throws IOException {
        byte[] png = new SlideGenerator(1).images(Cohort.of(1, 1, 1)).get(0).png();

        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(decoded.getWidth()).isEqualTo(700);
        assertThat(decoded.getHeight()).isEqualTo(460);
        assertThat(png.length).isBetween(300_000, 800_000);
    }

    @Test
    void everyFieldShowsTissueInColour() {
        assertThat(IMAGES).allSatisfy(image -> {
            double red = mean(image.pixels(), 16);
            double green = mean(image.pixels(), 8);
            assertThat(red).isBetween(90.0, 250.0);
            assertThat(red - green).as("pink and purple, not grey").isGreaterThan(4);
        });
    }

    private static double mean(int[] pixels, int shift) {
        long sum = 0;
        for (int pixel : pixels) {
            sum += pixel >> shift & 255;
        }
        return sum / (double) pixels.length;
    }
}
