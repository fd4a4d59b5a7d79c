package io.histostream.inference.worker;

import java.util.function.Supplier;

/** Makes the pipeline of a model; what fetches images is shared by all. */
@FunctionalInterface
interface JobPipelines {

    /**
     * @param begun as in {@link JobPipeline}
     */
    JobPipeline make(Supplier<ServedVersion> begun, InferenceMetrics metrics);
}
