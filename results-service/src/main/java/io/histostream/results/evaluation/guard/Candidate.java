package io.histostream.results.evaluation.guard;

import io.histostream.results.evaluation.api.Contestant;
import io.histostream.results.evaluation.reading.PredictionTable;
import java.util.List;

/**
 * Who is evaluated: one version, or the versions of a cross-validation, each for the patients that it held out.
 *
 * @param judges one, or one for each fold that has predictions
 * @param folds how many the cross-validation has; 0 for a single version
 * @param judgeOf number of the judge by patient, -1 where no fold held the patient out; {@code null} for a single version
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and changed by nobody.
public record Candidate(Contestant name, List<Judge> judges, int folds, int[] judgeOf) {

    static Candidate single(Judge judge) {
        Contestant name = new Contestant(judge.column().model(), judge.column().version(), false);
        return new Candidate(name, List.of(judge), 0, null);
    }

    /** {@code null} where nobody may judge the image: its patient was held out by no fold. */
    Judge judge(PredictionTable table, int image) {
        if (judgeOf == null) {
            return judges.get(0);
        }
        int patient = table.patientOf()[image];
        int judge = patient < 0 ? -1 : judgeOf[patient];
        return judge < 0 ? null : judges.get(judge);
    }

    /** The folds of one are told by the same label. */
    public String positiveLabel() {
        return judges.get(0).column().positiveLabel();
    }

    public boolean knowsPositiveLabel() {
        return judges.stream().allMatch(judge -> judge.column().knowsPositiveLabel());
    }

    public double score(PredictionTable table, int image) {
        return judge(table, image).column().scores()[image];
    }

    public String predicted(PredictionTable table, int image) {
        return table.labels().get(judge(table, image).column().predicted()[image]);
    }

    /** The fold whose version judges the image; only where cross-validated. */
    public int fold(PredictionTable table, int image) {
        return judge(table, image).fold();
    }
}
