package io.histostream.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks running text into lines. */
public final class Paragraph {

    private Paragraph() {}

    /** Lines of at most so many columns, unless a word is longer; all but the first begin with two spaces. */
    public static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.toString().isBlank() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line = new StringBuilder(" ");
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
