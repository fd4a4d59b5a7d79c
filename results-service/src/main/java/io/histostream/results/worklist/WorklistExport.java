package io.histostream.results.worklist;

import io.histostream.results.csv.CsvTable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the whole worklist of a query as CSV. */
@Singleton
public class WorklistExport {

    private static final int PAGE = 1_000;

    private static final List<String> HEADER = List.of(
            "imageId",
            "dataset",
            "patientId",
            "slideId",
            "magnification",
            "reasons",
            "need",
            "byModel",
            "reviewed",
            "class",
            "label",
            "source",
            "at",
            "notice");

    private final Worklist worklist;

    WorklistExport(Worklist worklist) {
        this.worklist = worklist;
    }

    public void csv(WorklistFilter filter, OutputStream out) throws IOException {
        CsvTable table = new CsvTable(out, HEADER);
        String cursor = null;
        do {
            Worklist.WorklistPage page = worklist.page(filter, cursor, PAGE);
            page.items().forEach(item -> write(item, table));
            cursor = page.next();
        } while (cursor != null);
        table.end();
    }

    private static void write(WorklistItem item, CsvTable table) {
        WorklistItem.Said said = item.label();
        table.row(
                item.imageId(),
                item.dataset(),
                item.patientId(),
                item.slideId(),
                item.magnification() == null
                        ? null
                        : item.magnification().times().toPlainString(),
                item.reasons().stream().map(Reason::text).collect(Collectors.joining(";")),
                item.need(),
                item.byModel().stream().map(WorklistExport::text).collect(Collectors.joining(";")),
                item.reviewed(),
                said == null ? null : said.className(),
                said == null ? null : said.label(),
                said == null ? null : said.source(),
                said == null ? null : said.at(),
                "Research use only");
    }

    /** For example {@code resnet34@1.0.0=malignant:0.93}. */
    private static String text(Opinion opinion) {
        String said = opinion.isFailure() ? opinion.failureCode() : opinion.label() + ":" + opinion.positiveScore();
        return opinion.model() + "@" + opinion.version() + "=" + said;
    }
}
