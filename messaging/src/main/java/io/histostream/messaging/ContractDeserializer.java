package io.histostream.messaging;

import com.fasterxml.jackson.databind.ObjectReader;
import io.histostream.contracts.ContractJson;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads one kind of message. A record without a value is as unreadable as one whose value is not JSON. */
abstract class ContractDeserializer<T> implements Deserializer<T> {

    private final ObjectReader reader;

    ContractDeserializer(Class<T> type) {
        this.reader = ContractJson.MAPPER.readerFor(type);
    }

    @Override
    public T deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            throw new SerializationException("the record has no value");
        }
        T message = read(bytes);
        if (message == null) {
            throw new SerializationException("the record's value is null");
        }
        return message;
    }

    private T read(byte[] bytes) {
        try {
            return reader.readValue(bytes);
        } catch (IOException e) {
            throw new SerializationException("the record's value is not a message of this topic", e);
        }
    }
}
