package io.histostream.messaging;

import io.histostream.contracts.JobOutcome;

/** Reads {@link JobOutcome} messages. */
public final class JobOutcomeDeserializer extends ContractDeserializer<JobOutcome> {

    public JobOutcomeDeserializer() {
        super(JobOutcome.class);
    }
}
