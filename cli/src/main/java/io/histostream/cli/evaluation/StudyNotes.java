package io.histostream.cli.evaluation;

import io.histostream.cli.client.Evaluation;
import io.histostream.cli.client.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a reader of the study's table has to know: what the marks and words in it mean, and how it was made. */
public final class StudyNotes {

    private static final Map<String, String> WORDS = Map.of(
            "contaminated", "* CONTAMINATED",
            "refused", "REFUSED",
            "excluded", "Left out",
            "unverified", "Not checked for leaks");

    private final Evaluation evaluation;

    public StudyNotes(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** Below the tables of these metrics, the most important first; each a sentence or two. */
    public List<String> below(Collection<Metric> metrics) {
        List<String> notes = new ArrayList<>();
        for (String state : List.of("contaminated", "refused", "excluded", "unverified")) {
            notes.addAll(leaks(state));
        }
        notes.addAll(reasons("Undefined", metrics, Figure::undefined));
        notes.addAll(reasons("No interval", metrics, Figure::noInterval));
        notes.addAll(unfinished());
        notes.add(howMade());
        return notes;
    }

    private List<String> leaks(String state) {
        Map<String, Evaluation.LeakGuard> widest = new LinkedHashMap<>();
        for (Evaluation.Row row : evaluation.rows()) {
            if (row.is(state)) {
                widest.merge(
                        row.name(), row.leakGuard(), (one, other) -> one.patients() > other.patients() ? one : other);
            }
        }
        Map<String, Set<String>> models = new LinkedHashMap<>();
        widest.forEach((name, guard) -> models.computeIfAbsent(explanation(guard), detail -> new LinkedHashSet<>())
                .add(name));
        List<String> notes = new ArrayList<>();
        models.forEach(
                (detail, names) -> notes.add(WORDS.get(state) + ": " + String.join(", ", names) + ": " + detail));
        return notes;
    }

    private static String explanation(Evaluation.LeakGuard guard) {
        if (guard.detail() != null && !guard.detail().isBlank()) {
            return guard.detail().replace("contaminated=", "--contaminated ");
        }
        return switch (guard.state()) {
            case "unverified" -> "the card lists no patients.";
            case "excluded" -> guard.patients() + " patients that it was trained on.";
            default -> "it was trained on " + guard.patients() + " of these patients.";
        };
    }

    private List<String> reasons(String word, Collection<Metric> metrics, Function<Figure, String> reason) {
        Map<String, Set<String>> places = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            for (Evaluation.Row row : evaluation.rows()) {
                Figure figure = row.metrics().get(metric.key());
                String why = figure == null ? null : reason.apply(figure);
                if (why != null) {
                    places.computeIfAbsent(metric.title() + ": " + why, key -> new LinkedHashSet<>())
                            .add(row.model() + " " + StudyGrid.column(row));
                }
            }
        }
        List<String> notes = new ArrayList<>();
        places.forEach((why, where) -> notes.add(word + ": " + why + " (" + String.join(", ", where) + ")"));
        return notes;
    }

    private List<String> unfinished() {
        List<String> notes = new ArrayList<>();
        for (Evaluation.Row row : evaluation.rows()) {
            boolean whole = row.magnification() == null && !row.is("refused");
            if (whole && row.failed() + row.missing() > 0) {
                notes.add(row.name() + ": " + row.failed() + " labelled images failed and " + row.missing()
                        + " have no prediction yet; they do not count.");
            }
        }
        return notes;
    }

    private String howMade() {
        Evaluation.Bootstrap bootstrap = evaluation.bootstrap();
        String intervals = bootstrap == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Intervals: %.0f%%, %d bootstrap resamples by %s, seed %d.",
                        bootstrap.confidence() * 100,
                        bootstrap.resamples(),
                        bootstrap.unit(),
                        bootstrap.seed());
        return evaluation.labelled() + " of " + evaluation.images() + " images are labelled; the positive label is "
                + evaluation.positiveLabel() + "." + intervals + " Research use only.";
    }
}
