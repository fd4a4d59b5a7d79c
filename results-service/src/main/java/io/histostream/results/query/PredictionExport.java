package io.histostream.results.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.histostream.results.ResultsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes every prediction of a query, holding one page in memory at a time. Between pages no connection and no snapshot is
 * held, so that a slow client costs the database nothing.
 */
@ApplicationScoped
public class PredictionExport {

    private interface Sink {
        void write(PredictionItem item) throws IOException;
    }

    private interface Source {
        void writeTo(Sink sink) throws IOException;
    }

    private final Predictions predictions;
    private final ObjectWriter json;
    private final int pageSize;

    public PredictionExport(Predictions predictions, ObjectMapper mapper, ResultsConfig config) {
        this.predictions = predictions;
        this.json = mapper.writerFor(PredictionItem.class);
        this.pageSize = config.query().exportPage();
    }

    /** One JSON object per line. */
    void ndjson(PredictionFilter filter, String cursor, int limit, OutputStream out) throws IOException {
        walk(filter, cursor, limit, item -> {
            out.write(json.writeValueAsBytes(item));
            out.write('\n');
        });
    }

    /** RFC 4180, with a header. */
    public void csv(PredictionFilter filter, String cursor, int limit, OutputStream out) throws IOException {
        csv(out, sink -> walk(filter, cursor, limit, sink));
    }

    /** The same columns for predictions that are at hand. */
    public void csv(List<PredictionItem> items, OutputStream out) throws IOException {
        csv(out, sink -> {
            for (PredictionItem item : items) {
                sink.write(item);
            }
        });
    }

    private static void csv(OutputStream out, Source rows) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(PredictionCsv.header());
        rows.writeTo(item -> csv.writeRecord(PredictionCsv.row(item)));
        csv.flush();
        text.flush();
    }

    private void walk(PredictionFilter filter, String cursor, int limit, Sink sink) throws IOException {
        int left = limit;
        String next = cursor;
        do {
            PredictionPage page = predictions.exportPage(filter, next, Math.min(left, pageSize));
            for (PredictionItem item : page.items()) {
                sink.write(item);
            }
            left -= page.items().size();
            next = page.next();
        } while (next != null && left > 0);
    }
}
