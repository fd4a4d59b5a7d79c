package io.histostream.results.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.imagestore.structure.StructureLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureDecoderTest {

    private final PictureDecoder decoder = new PictureDecoder(new StructureLimits(1 << 20, 100));

    @ParameterizedTest
    @CsvSource({"png, image/png", "tiff, image/tiff"})
    void givesThePixelsThatWerePosted(String format, String mediaType) throws Exception {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(2, 1, 0x12AB34);

        BufferedImage shown = decoder.decode(encoded(picture, format), mediaType);

        assertThat(shown.getWidth()).isEqualTo(3);
        assertThat(shown.getRGB(2, 1) & 0xFFFFFF).isEqualTo(0x12AB34);
        assertThat(shown.getRGB(1, 1) & 0xFFFFFF).isZero();
    }

    /** Java would make it 37 levels brighter on average. */
    @Test
    void leavesGreyAsItIs() throws Exception {
        BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(0, 0, 0, 100);

        BufferedImage shown = decoder.decode(encoded(picture, "png"), "image/png");

        assertThat(shown.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x646464);
    }

    /** Where the stored upper left pixel comes to lie. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "2, 2, 0", "3, 2, 1", "4, 0, 1", "5, 0, 0", "6, 1, 0", "7, 1, 2", "8, 0, 2"})
    void turnsATiffUpright(int orientation, int x, int y) throws Exception {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, 0xFF0000);
        byte[] tiff = TiffWithOrientation.of(picture, orientation);

        BufferedImage shown = decoder.decode(tiff, "image/tiff");

        assertThat(shown.getRGB(x, y) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat(shown.getWidth()).isEqualTo(orientation < 5 ? 3 : 2);
    }

    @Test
    void refusesAPictureOfMorePixelsThanTheLimitByItsHeader() throws Exception {
        byte[] large = encoded(new BufferedImage(101, 1, BufferedImage.TYPE_INT_RGB), "png");

        assertThatThrownBy(() -> decoder.decode(large, "image/png"))
                .isInstanceOf(UnshownPictureException.class)
                .hasMessageContaining("more than 100 pixels");
    }

    @Test
    void refusesAPictureThatIsNotWhole() throws Exception {
        byte[] whole = encoded(new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB), "png");

        assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(whole, whole.length - 20), "image/png"))
                .isInstanceOf(UnshownPictureException.class);
    }

    static byte[] encoded(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, out)).isTrue();
        return out.toByteArray();
    }
}
