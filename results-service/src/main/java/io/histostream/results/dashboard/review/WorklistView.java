package io.histostream.results.dashboard.review;

import io.histostream.results.worklist.Reason;
import io.histostream.results.worklist.Worklist.WorklistPage;
import java.util.List;

/**
 * The page of the worklist.
 *
 * @param classes what a reviewer can call an image
 */
record WorklistView(
        WorklistChoice choice,
        WorklistPage list,
        List<String> datasets,
        List<String> models,
        List<String> magnifications,
        List<String> classes) {

    public List<ReasonWords> reasons() {
        return ReasonWords.all();
    }

    public String title(Reason reason) {
        return new ReasonWords(reason).title();
    }
}
