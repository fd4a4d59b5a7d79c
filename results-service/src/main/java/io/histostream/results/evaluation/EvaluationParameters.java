package io.histostream.results.evaluation;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Names;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import io.histostream.results.evaluation.ComparisonQuery.ModelVersion;
import io.histostream.results.evaluation.api.Evaluation.Level;
import io.histostream.results.evaluation.guard.Contaminated;
import io.histostream.results.evaluation.reading.Scope;
import io.histostream.results.query.QueryParameters;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** Reads what a request wants evaluated; pages read it as the interface does. */
@Singleton
public class EvaluationParameters {

    /** @param after the last image of the page of disagreements before, or {@code null} */
    public record PairPage(ComparisonQuery query, UUID after, int limit) {}

    private static final int LONGEST_VERSION = 100;

    private final ResultsConfig config;

    public EvaluationParameters(ResultsConfig config) {
        this.config = config;
    }

    public EvaluationQuery table(MultivaluedMap<String, String> values) {
        QueryParameters parameters = new QueryParameters(values);
        Scope scope = scope(parameters);
        Level level = parameters.read("level", text -> word(Level.class, text), "image or patient");
        return evaluation(parameters, scope, level == null ? Level.IMAGE : level);
    }

    /** Names one model version. */
    public EvaluationQuery curves(MultivaluedMap<String, String> values) {
        QueryParameters parameters = new QueryParameters(values);
        EvaluationQuery query = evaluation(parameters, scope(parameters), Level.IMAGE);
        require(query.model() != null && query.version() != null, "Curves are of one model and version.");
        return query;
    }

    private EvaluationQuery evaluation(QueryParameters parameters, Scope scope, Level level) {
        EvaluationQuery query = new EvaluationQuery(
                scope,
                model(parameters),
                version(parameters),
                magnification(parameters),
                level,
                contaminated(parameters),
                resamples(parameters),
                seed(parameters));
        parameters.requireValid();
        require(query.scope() != null, "Either a dataset or a batch must be given.");
        require(query.version() == null || query.model() != null, "A version is one of a model.");
        return query;
    }

    public GeneralisationQuery generalisation(MultivaluedMap<String, String> values) {
        QueryParameters parameters = new QueryParameters(values);
        GeneralisationQuery query = new GeneralisationQuery(
                dataset(parameters, "from"),
                dataset(parameters, "to"),
                model(parameters),
                version(parameters),
                magnification(parameters),
                contaminated(parameters),
                resamples(parameters),
                seed(parameters));
        parameters.requireValid();
        require(query.from() != null && query.to() != null, "A gap is from one data set to another.");
        require(query.version() == null || query.model() != null, "A version is one of a model.");
        return query;
    }

    /** The query has no pair where the request names none. */
    public PairPage comparison(MultivaluedMap<String, String> values) {
        QueryParameters parameters = new QueryParameters(values);
        PairPage page = new PairPage(
                new ComparisonQuery(
                        scope(parameters),
                        parameters.read("first", ModelVersion::parse, "model@version"),
                        parameters.read("second", ModelVersion::parse, "model@version"),
                        magnification(parameters),
                        contaminated(parameters),
                        resamples(parameters),
                        seed(parameters)),
                parameters.read("cursor", EvaluationParameters::uuid, "the cursor that the page before gave"),
                parameters.read(
                        "limit",
                        config.query().defaultLimit(),
                        1,
                        config.query().maxLimit()));
        parameters.requireValid();
        ComparisonQuery query = page.query();
        require(query.scope() != null, "Either a dataset or a batch must be given.");
        require((query.first() == null) == (query.second() == null), "A pair has a first and a second.");
        require(query.first() == null || !query.first().equals(query.second()), "A model is not compared with itself.");
        return page;
    }

    private static Scope scope(QueryParameters parameters) {
        String dataset = dataset(parameters, "dataset");
        UUID batch = parameters.read("batch", EvaluationParameters::uuid, "a UUID");
        return (dataset == null) == (batch == null) ? null : new Scope(dataset, batch);
    }

    private static String dataset(QueryParameters parameters, String name) {
        return parameters.read(name, text -> Names.datasetOrNull(Objects.requireNonNull(text)), "a data set's name");
    }

    private static String model(QueryParameters parameters) {
        return parameters.read("model", Names::requireModel, "a model's name");
    }

    private static String version(QueryParameters parameters) {
        return parameters.read("version", EvaluationParameters::version, "a model's version");
    }

    private static String version(String text) {
        if (text.isBlank() || text.length() > LONGEST_VERSION || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a version");
        }
        return text;
    }

    private static Magnification magnification(QueryParameters parameters) {
        return parameters.read("magnification", EvaluationParameters::magnification, "a number such as 40");
    }

    private static Magnification magnification(String text) {
        if (text.length() > 8) {
            throw new IllegalArgumentException("too long");
        }
        return new Magnification(new BigDecimal(text));
    }

    private static Contaminated contaminated(QueryParameters parameters) {
        Contaminated wanted =
                parameters.read("contaminated", text -> word(Contaminated.class, text), "refuse, exclude or report");
        return wanted == null ? Contaminated.REFUSE : wanted;
    }

    private int resamples(QueryParameters parameters) {
        return parameters.read(
                "resamples",
                config.evaluation().resamples(),
                0,
                config.evaluation().maxResamples());
    }

    private long seed(QueryParameters parameters) {
        Long seed = parameters.read("seed", Long::valueOf, "a whole number");
        return seed == null ? config.evaluation().seed() : seed;
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not in lower case");
        }
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    // UUID.fromString takes "1-1-1-1-1", which names nothing that this service ever made.
    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a whole UUID");
        }
        return id;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, otherwise);
        }
    }
}
