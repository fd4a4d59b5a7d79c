package io.histostream.results.evaluation.guard;

import io.histostream.results.evaluation.api.Contestant;
import io.histostream.results.evaluation.reading.PredictionTable;
import io.histostream.results.evaluation.reading.VersionColumn;
import io.histostream.results.model.Card;
import io.histostream.results.model.Patients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds who can be evaluated on a table. */
public final class Candidates {

    private record Group(String model, String base, int folds) {}

    private Candidates() {}

    /** Every version, and every cross-validation of which at least one fold has predictions; by model and version. */
    public static List<Candidate> of(PredictionTable table) {
        List<Candidate> candidates = new ArrayList<>();
        Map<Group, List<Judge>> groups = new LinkedHashMap<>();
        for (VersionColumn column : table.columns()) {
            Optional<FoldName> fold = FoldName.of(column);
            Judge judge = new Judge(
                    column,
                    Seen.of(column, table.patients()),
                    fold.map(FoldName::fold).orElse(-1));
            candidates.add(Candidate.single(judge));
            fold.ifPresent(name -> groups.computeIfAbsent(
                            new Group(name.model(), name.base(), name.folds()), group -> new ArrayList<>())
                    .add(judge));
        }
        groups.forEach((group, judges) -> candidates.add(crossValidated(group, judges, table)));
        candidates.sort(
                Comparator.comparing((Candidate candidate) -> candidate.name().model())
                        .thenComparing(candidate -> candidate.name().version())
                        .thenComparing(candidate -> !candidate.name().crossValidated()));
        return candidates;
    }

    /** Those among whom models are compared: the folds of a cross-validation stand together, and not each for itself. */
    public static List<Candidate> contestants(List<Candidate> candidates) {
        Set<VersionColumn> together = new HashSet<>();
        candidates.stream()
                .filter(candidate -> candidate.name().crossValidated())
                .flatMap(candidate -> candidate.judges().stream())
                .forEach(judge -> together.add(judge.column()));
        return candidates.stream()
                .filter(candidate -> candidate.name().crossValidated()
                        || !together.contains(candidate.judges().get(0).column()))
                .toList();
    }

    private static Candidate crossValidated(Group group, List<Judge> folds, PredictionTable table) {
        List<Judge> judges =
                folds.stream().sorted(Comparator.comparingInt(Judge::fold)).toList();
        List<Optional<Patients>> heldOut = judges.stream()
                .map(judge -> judge.column().card().flatMap(Card::heldOut))
                .toList();
        int[] judgeOf = new int[table.patients().size()];
        Arrays.setAll(
                judgeOf, patient -> firstThatHeldOut(heldOut, table.patients().get(patient)));
        int count = Math.max(group.folds(), judges.size());
        return new Candidate(new Contestant(group.model(), group.base(), true), judges, count, judgeOf);
    }

    private static int firstThatHeldOut(List<Optional<Patients>> heldOut, String patient) {
        for (int judge = 0; judge < heldOut.size(); judge++) {
            if (heldOut.get(judge).filter(list -> list.contains(patient)).isPresent()) {
                return judge;
            }
        }
        return -1;
    }
}
