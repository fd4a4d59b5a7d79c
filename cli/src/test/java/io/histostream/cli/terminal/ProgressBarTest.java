package io.histostream.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 12, 20, 24, 40, 79, 200})
    void neverIsWiderThanTheTerminal(int width) {
        ProgressBar bar = new ProgressBar(terminal(true), "Uploading", 123_456);
        bar.update(61_728, 123_456);

        assertThat(bar.render(width).length()).isLessThanOrEqualTo(width);
    }

    @Test
    void fillsTheBarByHowMuchIsDone() {
        ProgressBar bar = new ProgressBar(terminal(true), "Uploading", 8);
        bar.update(4, 8);

        assertThat(bar.render(60)).startsWith("Uploading    ####################.................... 4/8");
    }

    @Test
    void saysPlainlyWhereThereIsNoTerminal() {
        try (ProgressBar bar = new ProgressBar(terminal(false), "Uploading", 100)) {
            for (int i = 0; i < 100; i++) {
                bar.add(1);
            }
        }

        assertThat(printed().lines()).containsExactly("Uploading: 100 of 100");
        assertThat(printed()).doesNotContain("\r", "\033");
    }

    @Test
    void saysTheEndOnce() {
        try (ProgressBar bar = new ProgressBar(terminal(false), "Classifying", 5)) {
            bar.update(5, 5);
            bar.update(5, 5);
        }

        assertThat(printed().lines()).containsExactly("Classifying: 5 of 5");
    }

    @Test
    void leavesNothingBehindOnATerminal() {
        try (ProgressBar bar = new ProgressBar(terminal(true), "Uploading", 2)) {
            bar.add(2);
        }

        assertThat(printed()).endsWith("\r\033[K");
    }

    private Terminal terminal(boolean interactive) {
        return new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), interactive, false);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
