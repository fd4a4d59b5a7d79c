package io.histostream.results.evaluation.measure;

import io.histostream.results.evaluation.api.Evaluation.Level;
import io.histostream.results.evaluation.api.Folds;
import io.histostream.results.evaluation.guard.Judge;
import io.histostream.results.evaluation.guard.Selection;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.FoldSpread;
import io.histostream.results.evaluation.statistics.Metric;
import io.histostream.results.evaluation.statistics.Metrics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tells a cross-validation fold by fold. */
final class FoldRows {

    private FoldRows() {}

    static Folds of(Judged judged, Selection selection, Level level) {
        List<Folds.Fold> folds = new ArrayList<>();
        Map<Metric, List<Figure>> figures = new EnumMap<>(Metric.class);
        for (Judge judge : judged.candidate().judges()) {
            Judged ofFold = judged.ofFold(judge.fold());
            Map<Metric, Figure> found = metrics(ofFold, level);
            found.forEach((metric, figure) ->
                    figures.computeIfAbsent(metric, key -> new ArrayList<>()).add(figure));
            folds.add(new Folds.Fold(
                    judge.fold(),
                    judge.column().version(),
                    ofFold.images().length,
                    ofFold.patients(),
                    Figures.of(found)));
        }
        Map<Metric, Figure> mean = new EnumMap<>(Metric.class);
        Map<Metric, Figure> deviation = new EnumMap<>(Metric.class);
        figures.forEach((metric, byFold) -> {
            FoldSpread spread = FoldSpread.of(byFold);
            mean.put(metric, spread.mean());
            deviation.put(metric, spread.standardDeviation());
        });
        return new Folds(
                judged.candidate().folds(),
                folds,
                selection.notHeldOutPatients(),
                selection.notHeldOutImages(),
                Figures.of(mean),
                Figures.of(deviation));
    }

    private static Map<Metric, Figure> metrics(Judged fold, Level level) {
        if (fold.speechless() != null) {
            Map<Metric, Figure> none = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.values()) {
                none.put(metric, Figure.undefined(fold.speechless()));
            }
            return none;
        }
        Map<Metric, Figure> byImage = Metrics.of(fold.byImage());
        return level == Level.IMAGE
                ? byImage
                : Judged.withRecognition(Metrics.of(fold.byPatient().sample()), byImage);
    }
}
