package io.histostream.results.evaluation.guard;

import io.histostream.results.evaluation.reading.VersionColumn;
import io.histostream.results.model.Card;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a version stands in a cross-validation.
 *
 * @param base the version without its fold, for example {@code 1.0.0} for {@code 1.0.0-fold2}, {@code 1.0.0-rc} for {@code 1.0.0-rc.fold2}
 */
record FoldName(String model, String base, int fold, int folds) {

    // The toolkit puts what else there is to say behind the fold: 1.0.0-fold2.leaky.
    private static final Pattern VERSION = Pattern.compile("(.+)[-.]fold(\\d+)(?:\\.(.+))?");

    /** Empty for a version whose card and name do not both say so. */
    static Optional<FoldName> of(VersionColumn column) {
        Matcher matcher = VERSION.matcher(column.version());
        Optional<Card.CrossValidation> said = column.card().flatMap(Card::crossValidation);
        if (said.isEmpty()
                || !matcher.matches()
                || !matcher.group(2).equals(String.valueOf(said.get().fold()))) {
            return Optional.empty();
        }
        String base = matcher.group(3) == null ? matcher.group(1) : matcher.group(1) + "-" + matcher.group(3);
        int folds = said.get().folds() == null ? 0 : said.get().folds();
        return Optional.of(new FoldName(column.model(), base, said.get().fold(), folds));
    }
}
