package io.histostream.ingest;

import static io.histostream.ingest.Refusals.DIGEST;
import static io.histostream.ingest.Refusals.expect;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.histostream.ingest.IngestClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches whose JSON or headers are wrong. */
@QuarkusTest
class MalformedBatchesIT extends IngestTestBase {

    static Stream<Arguments> batches() {
        String image = "{\"sha256\":\"" + DIGEST + "\"}";
        return Stream.of(
                arguments("", 400, "INVALID_REQUEST"),
                arguments("null", 400, "INVALID_REQUEST"),
                arguments("{", 400, "MALFORMED_JSON"),
                arguments("nonsense", 400, "MALFORMED_JSON"),
                arguments("{\"images\":[" + image + "]}}", 400, "MALFORMED_JSON"),
                arguments("{\"images\":[" + image + "]} {}", 400, null),
                arguments("{\"images\":[" + image + "],\"images\":[]}", 400, "MALFORMED_JSON"),
                arguments("{'images':[]}", 400, "MALFORMED_JSON"),
                arguments("{\"images\":[" + image + ",]}", 400, "MALFORMED_JSON"),
                arguments("\u0000", 400, "MALFORMED_JSON"),
                arguments("[]", 400, "INVALID_REQUEST"),
                arguments("7", 400, "INVALID_REQUEST"),
                arguments("\"text\"", 400, "INVALID_REQUEST"),
                arguments("{}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":null}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":[]}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":{}}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":\"" + DIGEST + "\"}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":[7]}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":[\"" + DIGEST + "\"]}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":[null]}", 422, "INVALID_BATCH"),
                arguments("{\"images\":[{}]}", 422, "INVALID_BATCH"),
                arguments("{\"images\":[{\"sha256\":7}]}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":[{\"sha256\":true}]}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":[{\"sha256\":[]}]}", 400, "INVALID_REQUEST"),
                arguments("{\"images\":[{\"sha256\":\"\"}]}", 422, "INVALID_BATCH"),
                arguments("{\"images\":[{\"sha256\":\"../../outbox/x\"}]}", 422, "INVALID_BATCH"),
                arguments("{\"images\":[{\"file\":\"a.png\"}]}", 422, "INVALID_BATCH"),
                arguments("{\"images\":[" + image + "]}", 422, "INVALID_BATCH"),
                arguments("{\"images\":[" + image + "," + image + "]}", 422, "INVALID_BATCH"),
                arguments("{\"images\":[" + image + "],\"patientName\":\"x\"}", 400, "UNKNOWN_FIELD"),
                arguments("{\"images\":[{\"sha256\":\"" + DIGEST + "\",\"patientName\":\"x\"}]}", 400, "UNKNOWN_FIELD"),
                arguments(with("specimen", "{\"birthDate\":\"1970-01-01\"}"), 400, "UNKNOWN_FIELD"),
                arguments(with("specimen", "{\"patientId\":7}"), 400, "INVALID_REQUEST"),
                arguments(with("specimen", "{\"patientId\":\"Jane Doe\"}"), 422, "INVALID_BATCH"),
                arguments(with("specimen", "{\"patientId\":\"" + "x".repeat(65) + "\"}"), 422, "INVALID_BATCH"),
                arguments(with("specimen", "{\"patientId\":\"" + "x".repeat(5000) + "\"}"), 400, null),
                arguments(with("specimen", "{\"slideId\":\"../x\"}"), 422, "INVALID_BATCH"),
                arguments(with("specimen", "[]"), 400, "INVALID_REQUEST"),
                arguments(with("name", "\"Jane Doe\""), 422, "INVALID_BATCH"),
                arguments(with("name", "7"), 400, "INVALID_REQUEST"),
                arguments(with("magnification", "\"40\""), 400, "INVALID_REQUEST"),
                arguments(with("magnification", "true"), 400, "INVALID_REQUEST"),
                arguments(with("magnification", "0"), 422, "INVALID_BATCH"),
                arguments(with("magnification", "-40"), 422, "INVALID_BATCH"),
                arguments(with("magnification", "40.001"), 422, "INVALID_BATCH"),
                arguments(with("magnification", "1e999999999"), 422, "INVALID_BATCH"),
                arguments(with("magnification", "1e-999999999"), 422, "INVALID_BATCH"),
                arguments(with("magnification", "NaN"), 400, "MALFORMED_JSON"),
                arguments(with("magnification", "9".repeat(900)), 400, null),
                arguments("{\"dataset\":\"a b\",\"images\":[" + image + "]}", 400, "INVALID_REQUEST"),
                arguments("{\"dataset\":7,\"images\":[" + image + "]}", 400, "INVALID_REQUEST"),
                arguments("{\"activationMaps\":\"true\",\"images\":[" + image + "]}", 400, "INVALID_REQUEST"),
                arguments("{\"activationMaps\":1,\"images\":[" + image + "]}", 400, "INVALID_REQUEST"),
                arguments("{\"activationMap\":true,\"images\":[" + image + "]}", 400, "UNKNOWN_FIELD"),
                arguments("{\"models\":[],\"images\":[" + image + "]}", 400, "INVALID_REQUEST"),
                arguments("{\"models\":\"resnet34\",\"images\":[" + image + "]}", 400, "INVALID_REQUEST"),
                arguments("{\"models\":[null],\"images\":[" + image + "]}", 400, "INVALID_REQUEST"),
                arguments("{\"models\":[\"a/b\"],\"images\":[" + image + "]}", 400, "INVALID_REQUEST"),
                arguments("{\"models\":[\"vgg19\"],\"images\":[" + image + "]}", 422, "UNKNOWN_MODEL"),
                arguments(
                        "{\"models\":[\"resnet34\",\"resnet34\"],\"images\":[" + image + "]}", 400, "INVALID_REQUEST"),
                arguments("[".repeat(5000), 400, null),
                arguments("{\"images\":".repeat(2000), 400, null),
                arguments("{\"images\":[" + "{},".repeat(50) + "{}]}", 413, "TOO_LARGE"),
                arguments(" ".repeat(10_000_000), 413, "TOO_LARGE"),
                arguments("[" + "0,".repeat(5_000_000) + "0]", 413, "TOO_LARGE"));
    }

    @ParameterizedTest(name = "{index}: {1} {2}")
    @MethodSource("batches")
    void refusesBatches(String json, int status, String code) {
        expect(client.post(json, null), status, code);
    }

    static Stream<Arguments> encodings() {
        byte[] json = ("{\"dataset\":\"ä\",\"images\":[{\"sha256\":\"" + DIGEST + "\"}]}").getBytes(ISO_8859_1);
        return Stream.of(
                arguments("Latin-1", json),
                arguments("cut UTF-16", Arrays.copyOf("{\"images\":[]}".getBytes(UTF_16LE), 9)),
                arguments("wrong UTF-32", new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF, 0x7F, 0, 0, 0}),
                arguments("byte order mark alone", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}),
                arguments("noise", new byte[] {(byte) 0xC3, 0x28, (byte) 0xA0, (byte) 0xFF}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void refusesBytesThatAreNoText(String name, byte[] body) {
        expect(
                client.send(client.request("/v1/batches")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))),
                400,
                null);
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments("Idempotency-Key", "a b"),
                arguments("Idempotency-Key", "x".repeat(256)),
                arguments("Idempotency-Key", "\u00e4"),
                arguments("Content-Length-Hint", "x".repeat(20_000)));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("headers")
    void refusesHeaders(String name, String value) {
        Answer answer = client.send(client.request("/v1/batches")
                .header("Content-Type", "application/json")
                .header(name, value)
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isBetween(400, 499);
    }

    @Test
    void refusesTwoIdempotencyKeys() {
        expect(
                client.send(client.request("/v1/batches")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "a")
                        .header("Idempotency-Key", "b")
                        .POST(BodyPublishers.ofString("{}"))),
                400,
                "INVALID_REQUEST");
    }

    private static String with(String field, String value) {
        return "{\"images\":[{\"sha256\":\"%s\",\"%s\":%s}]}".formatted(DIGEST, field, value);
    }
}
