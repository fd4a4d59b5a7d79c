package io.histostream.cli;

import io.histostream.cli.client.Evaluation;
import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.demo.Throughput;
import io.histostream.cli.evaluation.Metric;
import io.histostream.cli.evaluation.StudyNotes;
import io.histostream.cli.evaluation.StudyTable;
import io.histostream.cli.terminal.Paragraph;
import io.histostream.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the demonstration ends with: the study's table, and where the pages are. */
final class DemoReport {

    private static final int WIDTH = 78;

    private final PrintWriter out;
    private final Terminal terminal;

    DemoReport(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Accuracy by model and magnification, and how fast the models were. */
    void table(Evaluation evaluation, List<PredictionRow> rows, long seed) {
        out.println();
        new StudyTable(evaluation, terminal)
                .of(Metric.ACCURACY, new Throughput(rows).column())
                .lines(terminal.glyph("─", "-"))
                .forEach(this::indented);
        out.println();
        List<String> notes = new ArrayList<>(new StudyNotes(evaluation).below(List.of(Metric.ACCURACY)));
        notes.add("The images are generated (seed " + seed + "). The models are demonstrations, trained on other "
                + "generated patients. These figures say nothing about real tissue.");
        notes.forEach(note -> Paragraph.lines(note, WIDTH).forEach(this::indented));
        out.flush();
    }

    /** Addresses of what there is to see. */
    void pages(String dataset, List<PredictionRow> rows, URI pages) {
        out.println();
        page("Overview", pages);
        for (String page : List.of("evaluation", "compare", "worklist")) {
            String title = page.substring(0, 1).toUpperCase(Locale.ROOT) + page.substring(1);
            page(title, pages.resolve(page + "?dataset=" + dataset));
        }
        rows.stream()
                .filter(row -> row.activationMap() != null)
                .findFirst()
                .ifPresent(row -> page("One image", pages.resolve("images/" + row.imageId())));
        out.println();
        indented("All metrics: histostream evaluate --dataset " + dataset);
        out.flush();
    }

    private void page(String title, URI address) {
        indented(String.format(Locale.ROOT, "%-12s%s", title, address));
    }

    private void indented(String line) {
        out.println("  " + line);
    }
}
