package io.histostream.results.dashboard.study;

import io.histostream.results.dashboard.Csv;
import io.histostream.results.evaluation.api.Confusion;
import io.histostream.results.evaluation.api.Curves;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a curve's points are called in its file, and where they are found. */
enum CurveCsv {
    ROC("threshold", "falsePositiveRate", "truePositiveRate") {
        @Override
        Stream<List<Object>> points(Curves curves) {
            return curves.roc().points().stream()
                    .map(point -> Csv.row(point.threshold(), point.falsePositiveRate(), point.truePositiveRate()));
        }
    },
    PRECISION_RECALL("threshold", "recall", "precision") {
        @Override
        Stream<List<Object>> points(Curves curves) {
            return curves.precisionRecall().points().stream()
                    .map(point -> Csv.row(point.threshold(), point.recall(), point.precision()));
        }
    },
    RELIABILITY("low", "high", "count", "meanScore", "observed", "observedLow", "observedHigh") {
        @Override
        Stream<List<Object>> points(Curves curves) {
            return curves.reliability().bins().stream()
                    .map(bin -> Csv.row(
                            bin.low(),
                            bin.high(),
                            bin.count(),
                            bin.meanScore(),
                            bin.observed(),
                            bin.observedLow(),
                            bin.observedHigh()));
        }
    },
    CONFUSION("truth", "prediction", "count") {
        @Override
        Stream<List<Object>> points(Curves curves) {
            Confusion counts = curves.confusion();
            return Stream.of(
                    Csv.row("positive", "positive", counts.truePositive()),
                    Csv.row("positive", "negative", counts.falseNegative()),
                    Csv.row("negative", "positive", counts.falsePositive()),
                    Csv.row("negative", "negative", counts.trueNegative()));
        }
    };

    private final List<String> columns;

    CurveCsv(String... columns) {
        this.columns = List.of(columns);
    }

    abstract Stream<List<Object>> points(Curves curves);

    static CurveCsv parse(String word) {
        return Arrays.stream(values())
                .filter(curve -> curve.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** The curve as a file; without a point where it is refused or not defined. */
    Response of(Curves curves) {
        List<String> header = Stream.concat(
                        Stream.of("dataset", "model", "version", "magnification", "leakGuard"), columns.stream())
                .toList();
        String magnification = Words.magnificationParameter(curves.magnification());
        List<Object> head = Csv.row(
                curves.dataset(),
                curves.model(),
                curves.version(),
                magnification,
                curves.leakGuard().state().word());
        Stream<List<Object>> points = isDefined(curves) ? points(curves) : Stream.empty();
        return Csv.table(
                word() + "-" + curves.model(), header, points.map(point -> Stream.concat(head.stream(), point.stream())
                        .toList()));
    }

    private boolean isDefined(Curves curves) {
        return switch (this) {
            case ROC -> curves.roc() != null && curves.roc().points() != null;
            case PRECISION_RECALL ->
                curves.precisionRecall() != null && curves.precisionRecall().points() != null;
            case RELIABILITY -> curves.reliability() != null;
            case CONFUSION -> curves.confusion() != null;
        };
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
