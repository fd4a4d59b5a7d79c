package io.histostream.inference.worker;

/** Where the jobs of a model come from. */
@FunctionalInterface
interface JobSource {

    /** Begins to take the model's jobs; closing leaves those that are not acknowledged to other workers. */
    Consumption consume(ModelLane lane);

    /** Jobs being taken. */
    interface Consumption extends AutoCloseable {
        @Override
        void close();
    }
}
