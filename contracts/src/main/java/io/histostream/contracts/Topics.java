package io.histostream.contracts;

/** The names of the Kafka topics; a channel has its topic's name. */
public final class Topics {

    /** {@link BatchAccepted}, keyed by batch id. */
    public static final String BATCHES = "batches";

    /** {@link JobOutcome}, keyed by job id. */
    public static final String JOB_OUTCOMES = "job-outcomes";

    /** {@link ModelInService}, keyed by {@link ModelInService#key}; compacted, so that the latest of each version is kept. */
    public static final String MODELS_IN_SERVICE = "models-in-service";

    /** Raw bytes of messages that nobody could read, with the reason in their headers. */
    public static final String DEAD_LETTERS = "dead-letters";

    private static final String IMAGE_JOBS_PREFIX = "image-jobs.";

    private Topics() {}

    /** The topic of {@link ImageJob}s for one model, keyed by job id. */
    public static String imageJobs(String model) {
        return IMAGE_JOBS_PREFIX + Names.requireModel(model);
    }
}
