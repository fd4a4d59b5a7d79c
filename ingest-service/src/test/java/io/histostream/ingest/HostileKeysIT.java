package io.histostream.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import io.histostream.ingest.IngestClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that try to lead out of the store: each is refused, and no file is made, within the store or outside of it. */
@QuarkusTest
class HostileKeysIT extends IngestTestBase {

    private static final String DIGEST = "ab".repeat(32);

    private Set<Path> before;

    @BeforeEach
    void look() throws IOException {
        client.put(TestPictures.png(), "image/png");
        before = files();
    }

    @Test
    void anAddressNeverLeadsOutOfTheStore() throws IOException {
        SoftAssertions all = new SoftAssertions();
        List<String> keys = keys();
        assertThat(keys).hasSizeGreaterThan(200).doesNotHaveDuplicates();
        for (String key : keys) {
            for (String written : List.of(URLEncoder.encode(key, UTF_8).replace("+", "%20"), legible(key))) {
                int status =
                        client.put(written, TestPictures.png(), "image/png").status();
                all.assertThat(status).as(written).isBetween(400, 499);
            }
        }
        all.assertAll();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aBatchNeverLeadsOutOfTheStore() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String key : keys()) {
            Answer digest = client.post(batch(Map.of("sha256", key)), null);
            all.assertThat(digest.status()).as("digest %s", key).isEqualTo(422);
            Answer idempotency = client.post(batch(Map.of("sha256", DIGEST)), headerOf(key));
            all.assertThat(idempotency.status()).as("idempotency key %s", key).isBetween(400, 499);
        }
        all.assertAll();
        assertThat(files()).isEqualTo(before);
    }

    /** What leads out of a folder, before, within and after a digest, in many ways of writing it. */
    private static List<String> keys() {
        List<String> ways = List.of(
                "..",
                "../",
                "../../",
                "../../../../x/",
                "..\\",
                "..\\..\\",
                "....//",
                "./",
                "/",
                "//",
                "/etc/",
                "/x/y/",
                "C:\\",
                "\\\\host\\share\\",
                "~/",
                "%2e%2e/",
                "%2e%2e%2f",
                "%252e%252e%252f",
                "..%c0%af",
                "\u2025/",
                "\uFF0E\uFF0E\uFF0F",
                "\u0000",
                "\n",
                " ",
                ";",
                "?",
                "#",
                "*",
                ".pending/",
                "outbox/",
                "manifests/",
                "images/default/",
                "file:///",
                "${java.io.tmpdir}/",
                "$(touch x)",
                "`touch x`",
                "a".repeat(300) + "/");
        List<String> keys = new ArrayList<>();
        for (String way : ways) {
            keys.add(way + DIGEST);
            keys.add(way + DIGEST.substring(way.length() % 60));
            keys.add(DIGEST.substring(0, 2) + way + DIGEST.substring(2));
            keys.add(DIGEST + way);
            keys.add(DIGEST + way + "x");
            keys.add(way + way + DIGEST + ".json");
        }
        return keys;
    }

    /** As it can stand in an address without being written otherwise. */
    private static String legible(String key) {
        return key.chars()
                .mapToObj(c -> c > ' ' && c < 127 && "\\%?#`${}\"<>^|[]".indexOf(c) < 0
                        ? String.valueOf((char) c)
                        : URLEncoder.encode(String.valueOf((char) c), UTF_8).replace("+", "%20"))
                .collect(Collectors.joining());
    }

    private static String headerOf(String key) {
        String text = key.chars()
                .filter(c -> c >= ' ' && c < 127)
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining());
        return text.isBlank() ? "x" : text;
    }

    private static String batch(Map<String, String> image) throws JsonProcessingException {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("images", List.of(image));
        return ContractJson.MAPPER.writeValueAsString(batch);
    }

    private static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ImageStoreResource.folder().getParent())) {
            return files.collect(Collectors.toSet());
        }
    }
}
