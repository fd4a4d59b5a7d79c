package io.histostream.cli;

import io.histostream.cli.client.Query;
import io.histostream.cli.evaluation.StudyTable;
import io.histostream.contracts.Names;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which predictions are evaluated, and how. */
final class EvaluationOptions {

    /** What is counted: images, or patients by the mean score of their images. */
    enum Level {
        IMAGE,
        PATIENT
    }

    /** What becomes of patients that a model was trained on. */
    enum Contaminated {
        REFUSE,
        EXCLUDE,
        REPORT
    }

    /** One of the two must be said. */
    static final class Of {

        @Option(names = "--dataset", paramLabel = "NAME", required = true, description = "Of one data set.")
        private String dataset;

        @Option(names = "--batch", paramLabel = "ID", required = true, description = "Of one batch.")
        private UUID batch;
    }

    @ArgGroup(multiplicity = "1")
    private Of of;

    @Option(names = "--model", paramLabel = "NAME", description = "Of one model.")
    private String model;

    @Option(names = "--model-version", paramLabel = "VERSION", description = "Of one version of that model.")
    private String version;

    @Option(names = "--magnification", paramLabel = "TIMES", description = "At one magnification, such as 40.")
    private String magnification;

    @Option(
            names = "--level",
            defaultValue = "image",
            description = "image: every image counts; patient: every patient once (default: ${DEFAULT-VALUE}).")
    private Level level;

    @Option(
            names = "--contaminated",
            defaultValue = "refuse",
            description = "Where a model was trained on some of the patients: refuse its figures, exclude those "
                    + "patients, or report the figures as contaminated (default: ${DEFAULT-VALUE}).")
    private Contaminated contaminated;

    Map<String, String> query() {
        if (version != null && model == null) {
            throw CommandFailure.usage("--model-version wants --model");
        }
        try {
            return new Query()
                    .with("dataset", Names.datasetOrNull(of.dataset))
                    .with("batch", of.batch)
                    .with("model", model == null ? null : Names.requireModel(model))
                    .with("version", version)
                    .withMagnification(magnification)
                    .with("level", level.name().toLowerCase(Locale.ROOT))
                    .with("contaminated", contaminated.name().toLowerCase(Locale.ROOT))
                    .parameters();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage());
        }
    }

    /** The column that says of how many. */
    StudyTable.Column counted() {
        return level == Level.PATIENT ? StudyTable.PATIENTS : StudyTable.IMAGES;
    }
}
