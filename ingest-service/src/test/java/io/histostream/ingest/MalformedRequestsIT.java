package io.histostream.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.histostream.ingest.IngestClient.Answer;
import io.histostream.ingest.IngestClient.Part;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends wrongly, it gets a problem with a stable code and a 4xx status. */
@QuarkusTest
class MalformedRequestsIT extends IngestTestBase {

    private static final String DIGEST = "ab".repeat(32);

    static Stream<Arguments> uploads() {
        byte[] png = TestPictures.png();
        byte[] jpeg = TestPictures.jpeg();
        byte[] tiff = TestPictures.tiff();
        List<Arguments> cases = new ArrayList<>(List.of(
                arguments("zero bytes", "image/png", new byte[0], 422, "INVALID_IMAGE"),
                arguments("text", "image/png", "hello".getBytes(UTF_8), 422, "INVALID_IMAGE"),
                arguments("JPEG as PNG", "image/png", jpeg, 422, "INVALID_IMAGE"),
                arguments("PNG as TIFF", "image/tiff", png, 422, "INVALID_IMAGE"),
                arguments("GIF", "image/gif", png, 415, "UNSUPPORTED_MEDIA_TYPE"),
                arguments("no subtype", "image/*", png, 415, "UNSUPPORTED_MEDIA_TYPE"),
                arguments("any type", "*/*", png, 415, "UNSUPPORTED_MEDIA_TYPE"),
                arguments("no type at all", "nonsense", png, 415, "UNSUPPORTED_MEDIA_TYPE"),
                arguments("JSON", "application/json", png, 415, "UNSUPPORTED_MEDIA_TYPE"),
                arguments("bytes over the limit", "image/png", Arrays.copyOf(png, 1_048_577), 413, "TOO_LARGE"),
                arguments("pixel bomb", "image/png", changed(png, 17, 0x7F), 422, "INVALID_IMAGE"),
                arguments("a changed byte", "image/png", changed(png, png.length - 20, 0x10), 422, "INVALID_IMAGE")));
        for (byte[] image : List.of(png, jpeg, tiff)) {
            String type = image == png ? "image/png" : image == jpeg ? "image/jpeg" : "image/tiff";
            for (int length = 1; length < image.length; length += Math.max(1, image.length / 12)) {
                cases.add(arguments(
                        type + " cut to " + length, type, Arrays.copyOf(image, length), 422, "INVALID_IMAGE"));
            }
            cases.add(arguments(
                    type + " with a byte more",
                    type,
                    changed(Arrays.copyOf(image, image.length + 1), image.length, 1),
                    422,
                    "INVALID_IMAGE"));
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uploads")
    void refusesUploads(String name, String mediaType, byte[] body, int status, String code) {
        expect(client.put(body, mediaType), status, code);
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                arguments("/v1/images/" + DIGEST.toUpperCase(java.util.Locale.ROOT), 400, "INVALID_REQUEST"),
                arguments("/v1/images/" + DIGEST.substring(1), 400, "INVALID_REQUEST"),
                arguments("/v1/images/" + DIGEST + "0", 400, "INVALID_REQUEST"),
                arguments("/v1/images/..%2F..%2Fetc%2Fpasswd", 400, "INVALID_REQUEST"),
                arguments("/v1/images/%2e%2e", 404, "NOT_FOUND"),
                arguments("/v1/images/%00", 400, "INVALID_REQUEST"),
                arguments("/v1/images/a%0Ab", 400, "INVALID_REQUEST"),
                arguments("/v1/images/%F0%9F%94%AC", 400, "INVALID_REQUEST"),
                arguments("/v1/images/" + "a".repeat(1500), 400, "INVALID_REQUEST"),
                arguments("/v1/images/" + DIGEST + "/more", 404, "NOT_FOUND"),
                arguments("/v1/nothing", 404, "NOT_FOUND"),
                arguments("/v1/batches", 405, "METHOD_NOT_ALLOWED"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("addresses")
    void refusesAddresses(String path, int status, String code) {
        expect(
                client.send(client.request(path)
                        .header("Content-Type", "image/png")
                        .PUT(BodyPublishers.ofByteArray(TestPictures.png()))),
                status,
                code);
    }

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
                arguments("{\"images\":[{\"sha256\":\"" + DIGEST + "\",\"name\":\"x\"}]}", 400, "UNKNOWN_FIELD"),
                arguments(with("specimen", "{\"birthDate\":\"1970-01-01\"}"), 400, "UNKNOWN_FIELD"),
                arguments(with("specimen", "{\"patientId\":7}"), 400, "INVALID_REQUEST"),
                arguments(with("specimen", "{\"patientId\":\"Jane Doe\"}"), 422, "INVALID_BATCH"),
                arguments(with("specimen", "{\"patientId\":\"" + "x".repeat(65) + "\"}"), 422, "INVALID_BATCH"),
                arguments(with("specimen", "{\"patientId\":\"" + "x".repeat(5000) + "\"}"), 400, null),
                arguments(with("specimen", "{\"slideId\":\"../x\"}"), 422, "INVALID_BATCH"),
                arguments(with("specimen", "[]"), 400, "INVALID_REQUEST"),
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

    static Stream<Arguments> forms() {
        byte[] png = TestPictures.png();
        Part file = new Part("files", "a.png", "image/png", png);
        Part named = json("{\"images\":[{\"file\":\"a.png\"}]}");
        return Stream.of(
                arguments("no part", List.of(), 400, null),
                arguments("no batch", List.of(file), 400, "INVALID_REQUEST"),
                arguments("two batches", List.of(named, named, file), 400, "INVALID_REQUEST"),
                arguments("no file", List.of(named), 422, "INVALID_BATCH"),
                arguments("a file too many", List.of(named, file, part("b.png", png)), 400, "INVALID_REQUEST"),
                arguments("two files of one name", List.of(named, file, file), 400, "INVALID_REQUEST"),
                arguments(
                        "an unknown part",
                        List.of(named, file, new Part("x", null, "text/plain", new byte[1])),
                        400,
                        "UNKNOWN_FIELD"),
                arguments("a cut file", List.of(named, part("a.png", Arrays.copyOf(png, 50))), 422, "INVALID_BATCH"),
                arguments("an empty file", List.of(named, part("a.png", new byte[0])), 422, "INVALID_BATCH"),
                arguments("a file too long", List.of(named, part("a.png", new byte[1_100_000])), 422, "INVALID_BATCH"),
                arguments(
                        "another digest",
                        List.of(json("{\"images\":[{\"file\":\"a.png\",\"sha256\":\"" + DIGEST + "\"}]}"), file),
                        422,
                        "INVALID_BATCH"),
                arguments("no JSON", List.of(json("{"), file), 400, "MALFORMED_JSON"),
                arguments("unknown field", List.of(json("{\"x\":1}"), file), 400, "UNKNOWN_FIELD"),
                arguments("JSON too long", List.of(json(" ".repeat(100_000)), file), 413, null),
                arguments("all too long", List.of(named, part("a.png", new byte[9_000_000])), 413, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void refusesForms(String name, List<Part> parts, int status, String code) {
        expect(client.post(parts, null), status, code);
    }

    static Stream<Arguments> brokenForms() {
        return Stream.of(
                arguments("multipart/form-data", "x"),
                arguments("multipart/form-data; boundary=", "x"),
                arguments("multipart/form-data; boundary=\"", "x"),
                arguments("multipart/form-data; boundary=b", ""),
                arguments(
                        "multipart/form-data; boundary=b",
                        "--b\r\nContent-Disposition: form-data; name=\"batch\"\r\n\r\n{"),
                arguments("multipart/form-data; boundary=b", "--b\r\n\r\n{}\r\n--b--\r\n"),
                arguments(
                        "multipart/form-data; boundary=b",
                        "--b\r\n" + "X: y\r\n".repeat(100_000) + "\r\n{}\r\n--b--\r\n"));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("brokenForms")
    void refusesBrokenForms(String contentType, String body) {
        expect(
                client.send(client.request("/v1/batches")
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))),
                0,
                null);
    }

    @Test
    void refusesAnUploadWithoutAMediaType() {
        expect(
                client.send(client.request("/v1/images/" + DIGEST).PUT(BodyPublishers.ofByteArray(new byte[9]))),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesAWrongDigest() {
        expect(client.put(DIGEST, TestPictures.png(), "image/png"), 422, "DIGEST_MISMATCH");
    }

    @Test
    void takesAnUploadWithoutALengthAndLimitsIt() {
        byte[] png = TestPictures.png();

        assertThat(client.send(chunked(png)).status()).isEqualTo(201);
        expect(client.send(chunked(Arrays.copyOf(png, 3_000_000))), 413, "TOO_LARGE");
    }

    @Test
    void refusesOtherMethods() {
        for (String method : List.of("GET", "DELETE", "POST", "PATCH")) {
            Answer answer = client.send(client.request("/v1/images/" + DIGEST).method(method, BodyPublishers.noBody()));
            assertThat(answer.status()).as(method).isIn(405, 415);
        }
    }

    private HttpRequest.Builder chunked(byte[] body) {
        return client.request("/v1/images/" + TestPictures.sha256(body))
                .header("Content-Type", "image/png")
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    /** Status 0 and code {@code null} stand for any: which of several rules is named first is not promised. */
    private static void expect(Answer answer, int status, String code) {
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

    private static String with(String field, String value) {
        return "{\"images\":[{\"sha256\":\"%s\",\"%s\":%s}]}".formatted(DIGEST, field, value);
    }

    private static Part json(String json) {
        return new Part("batch", null, "application/json", json.getBytes(UTF_8));
    }

    private static Part part(String fileName, byte[] content) {
        return new Part("files", fileName, "image/png", content);
    }

    private static byte[] changed(byte[] bytes, int index, int mask) {
        byte[] changed = bytes.clone();
        changed[index] ^= (byte) mask;
        return changed;
    }
}
