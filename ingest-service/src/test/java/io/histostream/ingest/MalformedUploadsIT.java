package io.histostream.ingest;

import static io.histostream.ingest.Refusals.DIGEST;
import static io.histostream.ingest.Refusals.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.histostream.ingest.IngestClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images and addresses that are sent wrongly. */
@QuarkusTest
class MalformedUploadsIT extends IngestTestBase {

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
                arguments("/v1/images/" + DIGEST.toUpperCase(Locale.ROOT), 400, "INVALID_REQUEST"),
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

    private static byte[] changed(byte[] bytes, int index, int mask) {
        byte[] changed = bytes.clone();
        changed[index] ^= (byte) mask;
        return changed;
    }
}
