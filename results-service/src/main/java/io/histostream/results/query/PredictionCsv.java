package io.histostream.results.query;

import io.histostream.contracts.LabelScore;
import io.histostream.results.csv.CsvTable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of the CSV export. */
public final class PredictionCsv {

    private record Column(String name, Function<PredictionItem, Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("jobId", PredictionItem::jobId),
            new Column("batchId", PredictionItem::batchId),
            new Column("imageId", PredictionItem::imageId),
            new Column("sha256", PredictionItem::sha256),
            new Column("dataset", PredictionItem::dataset),
            new Column("patientId", PredictionItem::patientId),
            new Column("specimenId", PredictionItem::specimenId),
            new Column("slideId", PredictionItem::slideId),
            new Column(
                    "magnification",
                    item -> item.magnification() == null
                            ? null
                            : item.magnification().times().toPlainString()),
            new Column("model", PredictionItem::model),
            new Column("modelVersion", PredictionItem::modelVersion),
            new Column("modelDigest", PredictionItem::modelDigest),
            new Column("state", PredictionItem::state),
            new Column("label", PredictionItem::label),
            new Column("score", PredictionItem::score),
            new Column("scores", PredictionCsv::scores),
            new Column("failureCode", PredictionItem::failureCode),
            new Column("failureDetail", PredictionItem::failureDetail),
            new Column("submittedAt", PredictionItem::submittedAt),
            new Column("completedAt", PredictionItem::completedAt),
            // In every row, so that it stays with the rows wherever they are copied.
            new Column("notice", item -> "Research use only"),
            // New columns go to the end: those before keep their places for whoever counts them.
            new Column("labelMass", PredictionItem::labelMass),
            new Column("activationMap", PredictionItem::activationMap),
            new Column("variant", PredictionItem::variant));

    private PredictionCsv() {}

    static List<String> header() {
        return COLUMNS.stream().map(Column::name).toList();
    }

    static List<String> row(PredictionItem item) {
        return COLUMNS.stream()
                .map(column -> inert(Objects.toString(column.value().apply(item), "")))
                .toList();
    }

    /** For example {@code benign=0.25;malignant=0.75}. */
    private static String scores(PredictionItem item) {
        return item.scores() == null
                ? null
                : item.scores().stream().map(PredictionCsv::score).collect(Collectors.joining(";"));
    }

    private static String score(LabelScore score) {
        return score.label() + "=" + score.score();
    }

    /** No number here is negative, so none is changed. */
    public static String inert(String cell) {
        return CsvTable.inert(cell);
    }
}
