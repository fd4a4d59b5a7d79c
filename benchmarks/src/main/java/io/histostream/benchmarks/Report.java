package io.histostream.benchmarks;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was measured, as a Markdown table. */
final class Report {

    private final Map<String, String> figures = new LinkedHashMap<>();

    void add(String what, String format, double value) {
        String figure = String.format(Locale.ROOT, format, value);
        figures.put(what, figure);
        System.out.println(what + ": " + figure);
    }

    void print(PrintStream out) {
        out.println();
        out.println("| measured | figure |");
        out.println("|---|---|");
        figures.forEach((what, figure) -> out.println("| " + what + " | " + figure + " |"));
    }
}
