package io.histostream.cli;

import io.histostream.cli.client.LabelChange;
import io.histostream.cli.client.LabelRequest;
import io.histostream.cli.client.LabelsClient;
import io.histostream.cli.client.Problem;
import io.histostream.cli.label.Labelled;
import io.histostream.cli.submit.LocalImage;
import io.histostream.cli.submit.SubmissionResult;
import io.histostream.cli.terminal.Terminal;
import io.histostream.contracts.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Whose labels are sent, and what their classes mean. */
final class LabelOptions {

    private static final int MOST_SHOWN = 5;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "lab",
            description = "Who says so, in a pseudonym such as pathologist-3 (default: ${DEFAULT-VALUE}).")
    private String source;

    @Option(
            names = "--mapping",
            paramLabel = "CLASS=LABEL",
            split = ",",
            description = "What a class of your own means to the models, such as 'grade 3=malignant'. The classes of "
                    + "BreakHis and BACH are known.")
    private final Map<String, String> mapping = new LinkedHashMap<>();

    void check() {
        try {
            Names.pseudonymOrNull("--source", source);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage());
        }
    }

    /** As {@link #put(List, LabelsClient, Terminal)}, of the images of a submission that have a label. */
    void put(SubmissionResult submission, LabelsClient client, Terminal terminal) throws InterruptedException {
        if (!submission.contradicted().isEmpty()) {
            LocalImage one =
                    submission.images().get(submission.contradicted().iterator().next());
            throw CommandFailure.usage(
                    "No label was sent: " + submission.contradicted().size()
                            + " images are labelled differently under several names, such as " + one.file());
        }
        List<Labelled> labels = submission.images().entrySet().stream()
                .filter(image -> image.getValue().description().label() != null)
                .map(image -> new Labelled(
                        image.getValue().file().toString(),
                        LabelRequest.Label.of(
                                image.getKey(), image.getValue().description().label())))
                .toList();
        if (labels.isEmpty()) {
            throw CommandFailure.usage("No label was sent: none of the images has one.");
        }
        put(labels, client, terminal);
    }

    /** Sends the labels and says what has changed; a refusal names the lines that it is about. */
    void put(List<Labelled> labels, LabelsClient client, Terminal terminal) throws InterruptedException {
        try {
            LabelChange change = client.put(
                    source, mapping, labels.stream().map(Labelled::label).toList());
            terminal.line(change.received() + " labels: " + change.changed() + " changed, " + change.unchanged()
                    + " unchanged.");
        } catch (LabelsClient.Refused refused) {
            throw CommandFailure.usage(explain(refused, labels));
        }
    }

    private static String explain(LabelsClient.Refused refused, List<Labelled> labels) {
        Problem problem = refused.problem();
        String kept = refused.first() == 0
                ? "No label was kept."
                : "Of this file only the first " + refused.first() + " labels were kept.";
        Map<String, List<String>> byReason = problem.errors().stream()
                .collect(Collectors.groupingBy(
                        error -> error.code() + (error.detail() == null ? "" : ": " + error.detail()),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                error -> labels.get(refused.first() + error.index())
                                        .where(),
                                Collectors.toList())));
        StringBuilder text = new StringBuilder(problem.explain());
        byReason.forEach((reason, where) ->
                text.append("\n  ").append(reason).append("\n    at ").append(some(where)));
        return text.append('\n').append(kept).toString();
    }

    private static String some(List<String> where) {
        String more = where.size() > MOST_SHOWN ? " and " + (where.size() - MOST_SHOWN) + " more" : "";
        return where.stream().limit(MOST_SHOWN).collect(Collectors.joining(", ")) + more;
    }
}
