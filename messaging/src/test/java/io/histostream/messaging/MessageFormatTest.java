package io.histostream.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.contracts.ImageJob;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFormatTest {

    private final ImageJobDeserializer deserializer = new ImageJobDeserializer();

    @Test
    void readsWhatItWrites() {
        ImageJob job = ImageJobs.any();

        byte[] bytes = new MessageSerializer().serialize("any", job);

        assertThat(deserializer.deserialize("any", bytes)).isEqualTo(job);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "7", "{}", "{\"schemaVersion\":2}"})
    void refusesWhatIsNoMessage(String value) {
        assertThatThrownBy(() -> deserializer.deserialize("any", value.getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesARecordWithoutAValue() {
        assertThatThrownBy(() -> deserializer.deserialize("any", null)).isInstanceOf(SerializationException.class);
    }
}
