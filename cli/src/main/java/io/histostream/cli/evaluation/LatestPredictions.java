package io.histostream.cli.evaluation;

import io.histostream.cli.client.PredictionRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leaves one prediction of each image by each model version: an image that was posted twice must not weigh twice. */
public final class LatestPredictions {

    private LatestPredictions() {}

    /**
     * @param newestFirst as the results service gives them
     * @param images digests of the images that are wanted
     */
    public static List<PredictionRow> of(List<PredictionRow> newestFirst, Set<String> images) {
        Map<List<String>, PredictionRow> latest = new LinkedHashMap<>();
        newestFirst.stream()
                .filter(row -> images.contains(row.sha256()))
                .filter(row -> row.succeeded() || row.failed())
                .forEach(row -> latest.merge(
                        List.of(row.sha256(), row.model(), row.servedVersion()),
                        row,
                        (newer, older) -> newer.succeeded() || !older.succeeded() ? newer : older));
        return List.copyOf(latest.values());
    }
}
