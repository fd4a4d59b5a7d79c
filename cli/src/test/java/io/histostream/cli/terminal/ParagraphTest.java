package io.histostream.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {

    @Test
    void breaksBetweenWordsAndIndentsWhatFollows() {
        assertThat(Paragraph.lines("one two three four", 9)).containsExactly("one two", "  three", "  four");
    }

    @Test
    void aWordThatIsTooLongHasALineOfItsOwn() {
        assertThat(Paragraph.lines("a " + "b".repeat(12) + " c", 6)).containsExactly("a", "  " + "b".repeat(12), "  c");
    }
}
