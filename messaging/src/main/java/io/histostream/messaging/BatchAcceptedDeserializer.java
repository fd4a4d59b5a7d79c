package io.histostream.messaging;

import io.histostream.contracts.BatchAccepted;

/** Reads {@link BatchAccepted} messages. */
public final class BatchAcceptedDeserializer extends ContractDeserializer<BatchAccepted> {

    public BatchAcceptedDeserializer() {
        super(BatchAccepted.class);
    }
}
