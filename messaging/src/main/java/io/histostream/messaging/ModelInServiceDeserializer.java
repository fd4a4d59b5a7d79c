package io.histostream.messaging;

import io.histostream.contracts.ModelInService;

/** Reads {@link ModelInService} messages. */
public final class ModelInServiceDeserializer extends ContractDeserializer<ModelInService> {

    public ModelInServiceDeserializer() {
        super(ModelInService.class);
    }
}
