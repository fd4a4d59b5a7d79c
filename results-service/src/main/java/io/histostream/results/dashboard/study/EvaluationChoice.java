package io.histostream.results.dashboard.study;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Names;
import io.histostream.results.dashboard.Address;
import io.histostream.results.evaluation.api.Evaluation.Level;
import io.histostream.results.evaluation.api.Metric;
import io.histostream.results.query.QueryParameters;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What the page of the evaluation shall show.
 *
 * @param dataset {@code null} where there is none
 * @param model whose curves are drawn, as {@code model@version}; {@code null} for the first one
 * @param magnification of the curves; {@code null} for all
 * @param to the data set that {@code dataset} is compared with; {@code null} for none
 */
public record EvaluationChoice(
        String dataset,
        Metric metric,
        Level level,
        Handling contaminated,
        String model,
        Magnification magnification,
        String to) {

    /** @param datasets the first is shown where the request names none */
    static EvaluationChoice read(QueryParameters parameters, List<String> datasets) {
        String dataset = parameters.read("dataset", EvaluationChoice::dataset, "a data set's name");
        Metric metric = parameters.read("metric", EvaluationChoice::metric, "the name of a metric, such as accuracy");
        Level level =
                parameters.read("level", text -> Level.valueOf(text.toUpperCase(Locale.ROOT)), "image or patient");
        Handling contaminated = parameters.read("contaminated", Handling::parse, "refuse, exclude or report");
        String model = parameters.read("model", EvaluationChoice::model, "a model@version");
        Magnification magnification =
                parameters.read("magnification", EvaluationChoice::magnification, "a number such as 40");
        String to = parameters.read("to", EvaluationChoice::dataset, "a data set's name");
        String first = datasets.isEmpty() ? null : datasets.get(0);
        return new EvaluationChoice(
                dataset == null ? first : dataset,
                Objects.requireNonNullElse(metric, Metric.ACCURACY),
                Objects.requireNonNullElse(level, Level.IMAGE),
                Objects.requireNonNullElse(contaminated, Handling.REFUSE),
                model,
                magnification,
                to);
    }

    public boolean isByPatient() {
        return level == Level.PATIENT;
    }

    public boolean isAt(Magnification other) {
        return Objects.equals(magnification, other);
    }

    EvaluationChoice of(String chosenModel) {
        return new EvaluationChoice(dataset, metric, level, contaminated, chosenModel, magnification, to);
    }

    /** The model's name without the version. */
    String modelName() {
        return model.substring(0, model.indexOf('@'));
    }

    String modelVersion() {
        return model.substring(model.indexOf('@') + 1);
    }

    /** The query of this page's table. */
    public String query() {
        return table().toString();
    }

    /** The query of the same page with the curves of one model. */
    public String withModel(String name, Magnification at) {
        return table().with("model", name)
                .with("magnification", Words.magnificationParameter(at))
                .toString();
    }

    /** The query of the same figures as JSON. */
    public String apiQuery() {
        return new Address()
                .with("dataset", dataset)
                .with("level", level.word())
                .with("contaminated", contaminated.word())
                .toString();
    }

    /** The query of the curves as a file. */
    public String curvesQuery() {
        return new Address()
                .with("dataset", dataset)
                .with("contaminated", contaminated.word())
                .with("model", model)
                .with("magnification", Words.magnificationParameter(magnification))
                .toString();
    }

    /** Where the curves are to be had as JSON. */
    public String curvesAddress() {
        return "/v1/evaluations/curves?"
                + new Address()
                        .with("dataset", dataset)
                        .with("contaminated", contaminated.word())
                        .with("model", modelName())
                        .with("version", modelVersion())
                        .with("magnification", Words.magnificationParameter(magnification));
    }

    private Address table() {
        return new Address()
                .with("dataset", dataset)
                .with("metric", metric.key())
                .with("level", level.word())
                .with("contaminated", contaminated.word());
    }

    static String dataset(String text) {
        return Names.datasetOrNull(Objects.requireNonNull(text));
    }

    private static Metric metric(String key) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    static String model(String text) {
        if (text.indexOf('@') < 1 || text.length() > 200) {
            throw new IllegalArgumentException("not model@version");
        }
        return text;
    }

    /** A form sends an empty text for all. */
    private static Magnification magnification(String text) {
        if (text.length() > 8) {
            throw new IllegalArgumentException("too long");
        }
        return text.isEmpty() ? null : new Magnification(new BigDecimal(text));
    }
}
