package io.histostream.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes any message of the contracts. */
public final class MessageSerializer implements Serializer<Object> {

    @Override
    public byte[] serialize(String topic, Object message) {
        try {
            return ContractJson.MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new SerializationException("the message cannot be written as JSON", e);
        }
    }
}
