package io.histostream.results.dashboard.study;

import io.histostream.results.evaluation.api.Comparison;
import io.histostream.results.evaluation.api.Comparisons;
import io.histostream.results.evaluation.api.Contestant;
import java.util.List;

/**
 * The page of comparisons: every pair, or one of them.
 *
 * @param pairs {@code null} where one pair is shown
 * @param comparison {@code null} where every pair is shown
 */
record ComparisonPage(
        List<String> datasets,
        ComparisonChoice choice,
        List<Contestant> contestants,
        Comparisons pairs,
        Comparison comparison) {

    public List<Handling> handlings() {
        return List.of(Handling.values());
    }

    public boolean isFirst(Contestant contestant) {
        return contestant.toString().equals(choice.first());
    }

    public boolean isSecond(Contestant contestant) {
        return contestant.toString().equals(choice.second());
    }

    /** Who was right, by name. */
    public String right(Comparison.Disagreement item) {
        return switch (item.right()) {
            case "first" -> comparison.first().model();
            case "second" -> comparison.second().model();
            default -> "Neither";
        };
    }
}
