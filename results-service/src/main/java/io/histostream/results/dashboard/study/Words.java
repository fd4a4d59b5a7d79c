package io.histostream.results.dashboard.study;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.Comparison;
import io.histostream.results.evaluation.api.Generalisation;
import io.histostream.results.evaluation.api.LeakGuard;
import io.histostream.results.evaluation.api.Metric;
import io.histostream.results.evaluation.statistics.Figure;
import io.quarkus.qute.TemplateExtension;
import java.util.Locale;

/** How the pages of the study write its figures. */
@TemplateExtension(namespace = "study")
final class Words {

    private Words() {}

    /** To three digits, or a dash. */
    static String value(Figure figure) {
        return figure == null || !figure.isDefined() ? "–" : number(figure.value());
    }

    /** For example {@code 0.881–0.943}, or nothing. */
    static String interval(Figure figure) {
        return figure == null || !figure.hasInterval() ? "" : number(figure.low()) + " to " + number(figure.high());
    }

    /** A p-value: as small as it is, but never as nought. */
    static String probability(Figure figure) {
        if (figure == null || !figure.isDefined()) {
            return "–";
        }
        return figure.value() < 0.0001 ? "< 0.0001" : String.format(Locale.ENGLISH, "%.4f", figure.value());
    }

    /** With its sign. */
    static String difference(Figure figure) {
        return figure == null || !figure.isDefined()
                ? "–"
                : String.format(Locale.ENGLISH, "%+.3f", figure.value()).replace('-', '−');
    }

    /** Both ends with their signs, or nothing. */
    static String differenceInterval(Figure figure) {
        return figure == null || !figure.hasInterval()
                ? ""
                : String.format(Locale.ENGLISH, "%+.3f to %+.3f", figure.low(), figure.high())
                        .replace('-', '−');
    }

    static String number(Double number) {
        return number == null ? "–" : String.format(Locale.ENGLISH, "%.3f", number);
    }

    static String magnification(Magnification magnification) {
        return magnification == null ? "All" : magnification.times().toPlainString() + "×";
    }

    /** As the value of a parameter; empty for all. */
    static String magnificationParameter(Magnification magnification) {
        return magnification == null ? "" : magnification.times().toPlainString();
    }

    static String state(LeakGuard guard) {
        return switch (guard.state()) {
            case CLEAN -> "Clean";
            case CONTAMINATED -> "Contaminated";
            case REFUSED -> "Refused";
            case EXCLUDED -> "Seen patients left out";
            case UNVERIFIED -> "Unverified";
        };
    }

    /** Whether a p-value is below the usual bound. */
    static boolean isSmall(Figure p) {
        return p != null && p.isDefined() && p.value() < 0.05;
    }

    /** One side of the gap between two data sets. */
    static String side(Generalisation.Side side, Metric metric) {
        return side.metrics() == null ? state(side.leakGuard()) : value(metric.of(side.metrics()));
    }

    /** Whether a test over the folds was possible at any magnification. */
    static boolean hasFoldTest(Comparison comparison) {
        return comparison.rows().stream()
                .anyMatch(row -> row.wilcoxon() != null && row.wilcoxon().p().isDefined());
    }

    /** Why there was none. */
    static String whyNoFoldTest(Comparison comparison) {
        return comparison.rows().stream()
                .filter(row -> row.wilcoxon() != null && !row.wilcoxon().p().isDefined())
                .map(row -> "There is no Wilcoxon test over folds: "
                        + row.wilcoxon().p().undefined() + ".")
                .findFirst()
                .orElse("");
    }

    static boolean isPlain(LeakGuard guard) {
        return guard.state() == LeakGuard.State.CLEAN;
    }
}
