package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The study's table: predictions against labels, as the results service computes it.
 *
 * @param images of the data set or batch; {@code labelled} of them have a label
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Evaluation(
        String dataset,
        String positiveLabel,
        String level,
        int images,
        int labelled,
        Bootstrap bootstrap,
        String notice,
        List<Row> rows) {

    /** How the confidence intervals were drawn. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Bootstrap(int resamples, long seed, String unit, double confidence) {}

    /**
     * One model version at one magnification.
     *
     * @param magnification {@code null} for all together
     * @param metrics by name; empty where the leak guard refused them
     * @param folds {@code null} but for a cross-validated model
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Row(
            String model,
            String version,
            BigDecimal magnification,
            boolean crossValidated,
            LeakGuard leakGuard,
            int images,
            int patients,
            int failed,
            int missing,
            Map<String, Figure> metrics,
            Folds folds) {

        public Row {
            metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
        }

        /** The model and its version, such as {@code resnet34 1.0.0}. */
        public String name() {
            return model + " " + version;
        }

        /** Whether the leak guard came to this. */
        public boolean is(String leakGuardState) {
            return leakGuard != null && leakGuardState.equals(leakGuard.state);
        }
    }

    /** What is known of patients that the model has learnt from. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LeakGuard(String state, int patients, String detail) {}

    /** How the figures spread over the folds of a cross-validation. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Folds(int count, Map<String, Figure> mean, Map<String, Figure> standardDeviation) {

        public Folds {
            mean = mean == null ? Map.of() : Map.copyOf(mean);
            standardDeviation = standardDeviation == null ? Map.of() : Map.copyOf(standardDeviation);
        }
    }

    public Evaluation {
        rows = rows == null ? List.of() : List.copyOf(rows);
    }

    /**
     * Without the versions of a cross-validation that are refused, each having seen the others' patients, where they are
     * judged together.
     */
    public Evaluation withoutRefusedFolds() {
        Set<String> together =
                rows.stream().filter(Row::crossValidated).map(Row::name).collect(Collectors.toSet());
        List<Row> kept = rows.stream()
                .filter(row ->
                        !row.is("refused") || !together.contains(row.name().replaceFirst("[-.]fold\\d+", "")))
                .toList();
        return new Evaluation(dataset, positiveLabel, level, images, labelled, bootstrap, notice, kept);
    }

    /** Whether a model has no figure at all, since it has learnt from these patients. */
    public boolean refusesAModel() {
        return rows.stream().collect(Collectors.groupingBy(Row::model)).values().stream()
                .anyMatch(ofModel -> ofModel.stream().allMatch(row -> row.is("refused")));
    }
}
