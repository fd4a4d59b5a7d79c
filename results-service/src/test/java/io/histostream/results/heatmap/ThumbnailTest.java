package io.histostream.results.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {

    @ParameterizedTest
    @CsvSource({"700, 460, 320, 210", "460, 700, 210, 320", "100, 50, 100, 50", "4000, 1, 320, 1"})
    void keepsTheProportionsWithinTheGreatestSide(int width, int height, int small, int low) {
        BufferedImage thumbnail = Thumbnail.of(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));

        assertThat(thumbnail.getWidth()).isEqualTo(small);
        assertThat(thumbnail.getHeight()).isEqualTo(low);
    }
}
