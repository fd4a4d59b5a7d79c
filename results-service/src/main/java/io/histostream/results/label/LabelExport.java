package io.histostream.results.label;

import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.csv.CsvTable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

/** Writes labels as CSV that can be sent back as it is; between pages no connection is held. */
@Singleton
class LabelExport {

    private static final List<String> HEADER =
            List.of("image_id", "sha256", "name", "class", "label", "source", "review", "at", "notice");

    private final LabelRepository labels;
    private final Tenant tenant;
    private final int pageSize;

    LabelExport(LabelRepository labels, Tenant tenant, ResultsConfig config) {
        this.labels = labels;
        this.tenant = tenant;
        this.pageSize = config.query().exportPage();
    }

    /** @param dataset {@code null} for any */
    void csv(String dataset, OutputStream out) throws IOException {
        CsvTable table = new CsvTable(out, HEADER);
        UUID after = null;
        List<Label> page;
        do {
            page = labels.page(tenant.name(), dataset, after, pageSize);
            page.forEach(label -> write(label, table));
            after = page.isEmpty() ? null : page.get(page.size() - 1).imageId();
        } while (page.size() == pageSize);
        table.end();
    }

    private static void write(Label label, CsvTable table) {
        table.row(
                label.imageId(),
                label.sha256(),
                label.name(),
                label.className(),
                label.label(),
                label.source(),
                label.review(),
                label.at(),
                // In every row, so that it stays with the rows wherever they are copied.
                "Research use only");
    }
}
