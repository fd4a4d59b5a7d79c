package io.histostream.results.evaluation.guard;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.LeakGuard;
import io.histostream.results.evaluation.api.LeakGuard.State;
import io.histostream.results.evaluation.reading.Outcome;
import io.histostream.results.evaluation.reading.PredictionTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/** Goes once over the images of a table; made for one {@link Selection}. */
public final class Selector {

    private final PredictionTable table;
    private final List<Candidate> candidates;
    private final Contaminated mode;
    private final BitSet patients = new BitSet();
    private final BitSet seenPatients = new BitSet();
    private final BitSet notHeldOutPatients = new BitSet();
    private final TreeSet<String> unknown = new TreeSet<>();
    private final int[] images;
    private int count;
    private int withoutPatient;
    private int failed;
    private int missing;
    private int notHeldOutImages;

    private Selector(PredictionTable table, List<Candidate> candidates, Contaminated mode) {
        this.table = table;
        this.candidates = candidates;
        this.mode = mode;
        this.images = new int[table.labelled()];
    }

    /**
     * @param candidates one, or two that are judged on the same images
     * @param magnification {@code null} for all of them together
     */
    public static Selection select(
            PredictionTable table, List<Candidate> candidates, Magnification magnification, Contaminated mode) {
        Selector selector = new Selector(table, candidates, mode);
        int wanted = magnification == null ? -1 : table.magnifications().indexOf(magnification);
        for (int image = 0; image < table.labelled(); image++) {
            if (magnification == null || wanted >= 0 && table.magnificationOf()[image] == wanted) {
                selector.visit(image);
            }
        }
        return selector.selection(magnification);
    }

    private void visit(int image) {
        int patient = table.patientOf()[image];
        if (candidates.stream().anyMatch(candidate -> candidate.judge(table, image) == null)) {
            notHeldOutImages++;
            set(notHeldOutPatients, patient);
            return;
        }
        Outcome worst = worst(image);
        boolean seen = patient >= 0
                && candidates.stream()
                        .anyMatch(candidate ->
                                candidate.judge(table, image).seen().patients().get(patient));
        if (seen && worst == Outcome.SUCCEEDED) {
            seenPatients.set(patient);
        }
        if (!seen || mode != Contaminated.EXCLUDE) {
            count(image, worst, patient);
        }
    }

    private void count(int image, Outcome worst, int patient) {
        switch (worst) {
            case MISSING -> missing++;
            case FAILED -> failed++;
            case SUCCEEDED -> {
                images[count++] = image;
                set(patients, patient);
                withoutPatient += patient < 0 ? 1 : 0;
                candidates.forEach(candidate -> {
                    String why = candidate.judge(table, image).seen().unknown();
                    if (why != null) {
                        unknown.add(why);
                    }
                });
            }
        }
    }

    private Outcome worst(int image) {
        Outcome worst = Outcome.SUCCEEDED;
        for (Candidate candidate : candidates) {
            Outcome outcome = candidate.judge(table, image).column().outcomes()[image];
            worst = outcome.ordinal() < worst.ordinal() ? outcome : worst;
        }
        return worst;
    }

    private static void set(BitSet patients, int patient) {
        if (patient >= 0) {
            patients.set(patient);
        }
    }

    private Selection selection(Magnification magnification) {
        return new Selection(
                magnification,
                verdict(),
                Arrays.copyOf(images, count),
                patients.cardinality(),
                withoutPatient,
                failed,
                missing,
                notHeldOutPatients.cardinality(),
                notHeldOutImages);
    }

    private LeakGuard verdict() {
        int seen = seenPatients.cardinality();
        String told = told(seen);
        if (seen > 0 && mode != Contaminated.EXCLUDE) {
            return new LeakGuard(mode == Contaminated.REFUSE ? State.REFUSED : State.CONTAMINATED, seen, told);
        }
        if (withoutPatient > 0 || !unknown.isEmpty()) {
            return new LeakGuard(State.UNVERIFIED, seen, told);
        }
        return new LeakGuard(seen > 0 ? State.EXCLUDED : State.CLEAN, seen, told);
    }

    private String told(int seen) {
        StringBuilder told = new StringBuilder();
        if (seen > 0) {
            told.append(
                    switch (mode) {
                        case REFUSE ->
                            seen + " of " + patients.cardinality()
                                    + " patients were seen in training; ask for contaminated=exclude or contaminated=report.";
                        case REPORT ->
                            "Contaminated: " + seen + " of " + patients.cardinality()
                                    + " patients were seen in training.";
                        case EXCLUDE -> seen + " patients that were seen in training are left out.";
                    });
        } else if (unknown.isEmpty() && withoutPatient == 0) {
            told.append("No patient was seen in training.");
        }
        if (withoutPatient > 0) {
            told.append(" Unverified: ").append(withoutPatient).append(" images have no patient.");
        }
        unknown.forEach(why -> told.append(" Unverified: ").append(why).append('.'));
        return told.toString().strip();
    }
}
