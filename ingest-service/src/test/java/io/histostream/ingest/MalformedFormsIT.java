package io.histostream.ingest;

import static io.histostream.ingest.Refusals.DIGEST;
import static io.histostream.ingest.Refusals.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.histostream.ingest.IngestClient.Part;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Multipart batches that are sent wrongly. */
@QuarkusTest
class MalformedFormsIT extends IngestTestBase {

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

    private static Part json(String json) {
        return new Part("batch", null, "application/json", json.getBytes(UTF_8));
    }

    private static Part part(String fileName, byte[] content) {
        return new Part("files", fileName, "image/png", content);
    }
}
