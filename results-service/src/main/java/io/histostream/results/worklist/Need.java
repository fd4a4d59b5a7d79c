package io.histostream.results.worklist;

import io.histostream.results.ResultsConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * How much a case needs a human, from 0 to 1, and why. A case that a model failed at needs 1. Any other needs
 *
 * <pre>  need = ½ · disagreement + ¼ · nearness + ¼ · uncertainty</pre>
 *
 * over the latest outcome of each model that has a score of the positive label, where
 *
 * <ul>
 *   <li>disagreement = ½ · 2 · min(positive, negative) / models + ½ · (greatest − least positive score); 0 for one model
 *   <li>nearness = greatest of 1 − |positive score − threshold| / max(threshold, 1 − threshold), each by its model's threshold
 *   <li>uncertainty = binary entropy, in bits, of the mean positive score; scores are calibrated by the card's temperature
 * </ul>
 *
 * @param reasons in the order of the enum; none for a case that needs nobody
 */
public record Need(double value, List<Reason> reasons) {

    private static final double FAR_APART = 0.5;

    public Need {
        reasons = List.copyOf(reasons);
    }

    static Need of(List<Opinion> opinions, ResultsConfig.Worklist rules) {
        List<Opinion> scored = opinions.stream().filter(Opinion::isScored).toList();
        List<Reason> reasons = new ArrayList<>();
        boolean isFailed = opinions.stream().anyMatch(Opinion::isFailure);
        if (isFailed) {
            reasons.add(Reason.FAILED);
        }
        if (scored.isEmpty()) {
            return new Need(isFailed ? 1 : 0, reasons);
        }
        DoubleSummaryStatistics scores =
                scored.stream().mapToDouble(Opinion::positiveScore).summaryStatistics();
        double scoreSpread = scores.getMax() - scores.getMin();
        double labelSpread = labelSpread(scored);
        double uncertainty = entropy(scores.getAverage());
        if (labelSpread > 0 || scoreSpread >= FAR_APART) {
            reasons.add(Reason.DISAGREE);
        }
        if (scored.stream().anyMatch(opinion -> opinion.distance() <= rules.nearThreshold())) {
            reasons.add(Reason.THRESHOLD);
        }
        if (uncertainty >= rules.uncertainFrom()) {
            reasons.add(Reason.UNCERTAIN);
        }
        double disagreement = (labelSpread + scoreSpread) / 2;
        double need = disagreement / 2 + nearness(scored) / 4 + uncertainty / 4;
        return new Need(isFailed ? 1 : need, reasons);
    }

    private static double labelSpread(List<Opinion> scored) {
        long positive = scored.stream().filter(Opinion::isPositive).count();
        return 2.0 * Math.min(positive, scored.size() - positive) / scored.size();
    }

    private static double nearness(List<Opinion> scored) {
        return scored.stream()
                .map(Opinion::nearness)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    static double entropy(double probability) {
        if (probability <= 0 || probability >= 1) {
            return 0;
        }
        double other = 1 - probability;
        return -(probability * Math.log(probability) + other * Math.log(other)) / Math.log(2);
    }
}
