package io.histostream.cli;

import io.histostream.cli.client.LabelChange;
import io.histostream.cli.client.LabelRequest;
import io.histostream.cli.client.LabelsClient;
import io.histostream.cli.client.Problem;
import io.histostream.cli.label.Labelled;
import io.histostream.cli.submit.LocalImage;
import io.histostream.cli.submit.SubmissionResult;
import io.histostream.cli.terminal.Paragraph;
import io.histostream.cli.terminal.Terminal;
import io.histostream.contracts.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Whose labels are sent, and what their classes mean. */
final class LabelOptions {

    private static final String UNKNOWN_CLASS = "UNKNOWN_CLASS";
    private static final int MOST_SHOWN = 5;
    private static final int WIDTH = 80;

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
        Map<String, List<String>> byReason = problem.errors().stream()
                .collect(Collectors.groupingBy(
                        error -> error.code() + (error.detail() == null ? "" : ": " + error.detail()),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                error -> labels.get(refused.first() + error.index())
                                        .where(),
                                Collectors.toList())));
        List<String> lines = new ArrayList<>(List.of(problem.explain()));
        byReason.forEach((reason, where) -> lines.addAll(Paragraph.lines("- " + some(where) + ": " + reason, WIDTH)));
        if (problem.errors().stream().anyMatch(error -> UNKNOWN_CLASS.equals(error.code()))) {
            lines.add("Say what a class of your own means: --mapping 'CLASS=LABEL'");
        }
        if (refused.first() > 0) {
            lines.add("The first " + refused.first() + " labels were kept before.");
        }
        return String.join("\n", lines);
    }

    private static String some(List<String> where) {
        String more = where.size() > MOST_SHOWN ? " and " + (where.size() - MOST_SHOWN) + " more" : "";
        return where.stream().limit(MOST_SHOWN).collect(Collectors.joining(", ")) + more;
    }
}
