package io.histostream.benchmarks.size;

import io.histostream.benchmarks.size.Reader.Times;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What every question takes at every size, as a Markdown table. */
final class GrowthTable {

    private final Map<String, Map<Integer, Times>> rows = new LinkedHashMap<>();

    void add(int size, String question, Times times) {
        rows.computeIfAbsent(question, key -> new LinkedHashMap<>()).put(size, times);
    }

    void print(PrintStream out) {
        TreeSet<Integer> sizes = new TreeSet<>();
        rows.values().forEach(row -> sizes.addAll(row.keySet()));
        StringBuilder head = new StringBuilder("| milliseconds |");
        StringBuilder line = new StringBuilder("|---|");
        for (int size : sizes) {
            head.append(String.format(Locale.ROOT, " %,d: p50 | p99 |", size));
            line.append("--:|--:|");
        }
        out.println();
        out.println(head);
        out.println(line);
        rows.forEach((question, row) -> {
            StringBuilder text = new StringBuilder("| " + question + " |");
            for (int size : sizes) {
                Times times = row.get(size);
                text.append(
                        times == null
                                ? " | |"
                                : String.format(Locale.ROOT, " %.1f | %.1f |", times.median(), times.p99()));
            }
            out.println(text);
        });
    }
}
