package io.histostream.ingest.outbox;

import io.histostream.contracts.BatchAccepted;

/** Sends the records of a batch. */
interface BatchPublisher {

    /**
     * Returns when Kafka has acknowledged every record, however long that takes; throws when a record cannot be sent or
     * the thread is interrupted. Called by one thread at a time.
     */
    void publish(BatchAccepted batch);
}
