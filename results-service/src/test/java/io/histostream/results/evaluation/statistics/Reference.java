package io.histostream.results.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** What other implementations say, written by {@code src/test/reference/fixtures.py}. */
public final class Reference {

    private static final JsonNode ALL = read();

    private Reference() {}

    private static JsonNode read() {
        try (InputStream packed = Reference.class.getResourceAsStream("/statistics/reference.json.gz");
                InputStream plain = new GZIPInputStream(packed)) {
            return new ObjectMapper().readTree(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases of one statistic; the study asks for at least fifty. */
    public static List<JsonNode> cases(String name) {
        List<JsonNode> cases =
                StreamSupport.stream(ALL.get(name).spliterator(), false).toList();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(50);
        return cases;
    }

    public static JsonNode get(String name) {
        return ALL.get(name);
    }

    public static Bootstrap bootstrap() {
        return new Bootstrap(ALL.get("resamples").asInt(), ALL.get("seed").asLong(), 0.95);
    }

    public static Sample first(JsonNode one) {
        return sample(one, "scores", "predictions");
    }

    public static Sample second(JsonNode one) {
        return sample(one, "secondScores", "secondPredictions");
    }

    private static Sample sample(JsonNode one, String scores, String predictions) {
        int[] patients = StreamSupport.stream(one.get("patients").spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
        return new Sample(doubles(one.get(scores)), flags(one.get("truths")), flags(one.get(predictions)), patients);
    }

    public static double[] doubles(JsonNode numbers) {
        return StreamSupport.stream(numbers.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static boolean[] flags(JsonNode bits) {
        boolean[] flags = new boolean[bits.asText().length()];
        for (int index = 0; index < flags.length; index++) {
            flags[index] = bits.asText().charAt(index) == '1';
        }
        return flags;
    }

    /** Equal to 1e-9, or both undefined. */
    public static void assertSame(String what, Double found, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(found).as(what).isNull();
            return;
        }
        assertThat(found).as(what).isNotNull();
        double wanted = expected.asDouble();
        double distance = Math.abs(found - wanted) / Math.max(1, Math.abs(wanted));
        assertThat(distance).as("%s: %s is not %s", what, found, wanted).isLessThanOrEqualTo(1e-9);
    }

    public static void assertSame(String what, Map<Metric, Figure> found, JsonNode expected) {
        assertThat(found).as(what).hasSize(Metric.values().length);
        found.forEach(
                (metric, figure) -> assertSame(what + " " + metric, figure.value(), expected.get(metric.jsonName())));
    }
}
