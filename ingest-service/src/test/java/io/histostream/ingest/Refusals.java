package io.histostream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.ingest.IngestClient.Answer;

/** What every refusal has: a 4xx status and a problem with a stable code, and nothing of the inside. */
final class Refusals {

    /** Of no image that was ever uploaded. */
    static final String DIGEST = "ab".repeat(32);

    private Refusals() {}

    /** Status 0 and code {@code null} stand for any: which of several rules is named first is not promised. */
    static void expect(Answer answer, int status, String code) {
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        if (status != 0) {
            assertThat(answer.status()).isEqualTo(status);
        }
        if (code != null) {
            assertThat(answer.json().get("code").asText()).isEqualTo(code);
        }
        assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.json().toString()).doesNotContain("Exception").doesNotContain("io.histostream");
    }
}
