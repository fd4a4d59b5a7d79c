package io.histostream.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void setsWordsLeftAndNumbersRight() {
        Table table = new Table("model", "images", "score");
        table.add(List.of("resnet34", "8", "0.9375"));
        table.add(List.of("vgg19", "1600", "-"));

        assertThat(table.lines("-"))
                .containsExactly(
                        "model     images   score",
                        "------------------------",
                        "resnet34       8  0.9375",
                        "vgg19       1600       -");
    }
}
