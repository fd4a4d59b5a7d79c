package io.histostream.results.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {

    private final Cursor cursor = new Cursor(Instant.parse("2026-11-23T16:00:00.123456Z"), UUID.randomUUID());

    @Test
    void comesBackAsItWent() {
        assertThat(Cursor.decode(cursor.encode("default a"), "default a")).isEqualTo(cursor);
    }

    @Test
    void isRefusedForAnotherQuery() {
        String text = cursor.encode("default a");

        assertThatThrownBy(() -> Cursor.decode(text, "default b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cursor.decode(text, "other a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anythingElseIsRefused() {
        String whole = cursor.encode("q");
        for (String text : List.of(
                "",
                "x",
                "!",
                "../..",
                whole.substring(4),
                whole + "AAAA",
                Base64.getEncoder().encodeToString(new byte[32]))) {
            assertThatThrownBy(() -> Cursor.decode(text, "q")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
