package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.contracts.Prediction;
import io.histostream.inference.model.CopiedPackage;
import io.histostream.inference.model.ModelRefusedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A new version that is not what it says is refused for exactly what is wrong, and the old one goes on. */
class ModelRefusalTest {

    private static final String MODEL = RegistryAtWork.MODEL;

    /** What may be wrong with a package. */
    enum Fault {
        DIGEST(
                spoilt -> spoilt.flipABit("model.onnx"),
                "model.onnx has digest [0-9a-f]{64}, but the card says 76d1106b"),
        SEAL(spoilt -> spoilt.flipABit("model-card.sha256"), "model-card.*sha256"),
        GOLDEN_SCORES(
                spoilt -> spoilt.rewriteGolden("0.5989595732471715", "0.5990595732471715"),
                "golden/image-1.png: the score of benign is 0.5989.* here, but 0.5990595732471715 where"),
        GOLDEN_TENSOR(
                spoilt -> spoilt.rewriteGolden("cf62d7b9", "cf62d7b8"),
                "golden/image-1.png: its tensor has digest cf62d7b9.* here, but cf62d7b8"),
        UNKNOWN_FIELD(
                spoilt -> spoilt.rewriteCard("  filter: bilinear", "  filter: bilinear\n  gamma: 2"),
                "model-card.yaml: input.gamma: Unrecognized field \"gamma\"; known here: .*filter"),
        INPUT_SHAPE(
                spoilt -> spoilt.rewriteCard("width: 32", "width: 33"),
                "the graph's input pixels is .*not float32 \\[-1, 3, 24, 33]"),
        OUTPUT_SHAPE(
                spoilt -> {
                    spoilt.rewriteCard("[benign, malignant]", "[benign, malignant, unsure]");
                    spoilt.rewriteGolden("\"scores\": [", "\"scores\": [\n        0.0,");
                },
                "the graph's output logits is .*not float32 \\[-1, 3]"),
        OUTPUT_NAME(
                spoilt -> spoilt.rewriteCard("{name: logits}", "{name: scores}"),
                "the graph has no output named scores, but \\[logits]"),
        OTHER_VERSION(
                spoilt -> spoilt.rewriteCard("version: \"1.2.0\"", "version: \"1.3.0\""),
                "the package in .*1.2.0 says that it is tiny 1.3.0");

        private final Consumer<CopiedPackage> spoil;
        private final String reason;

        Fault(Consumer<CopiedPackage> spoil, String reason) {
            this.spoil = spoil;
            this.reason = reason;
        }
    }

    @TempDir
    Path folder;

    private RegistryAtWork work;
    private ServedVersion serving;

    @BeforeEach
    void serve() {
        work = new RegistryAtWork(folder, Map.of());
        work.addVersion("1.1.0");
        work.registry().load(MODEL, "1.1.0");
        serving = work.lane().current().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhy(Fault fault) {
        fault.spoil.accept(work.addVersion("1.2.0"));

        assertThatThrownBy(() -> work.registry().load(MODEL, "1.2.0"))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageMatching("(?s).*" + fault.reason + ".*");
        Refusal refusal = work.lane().lastRefusal().orElseThrow();
        assertThat(refusal.version()).isEqualTo("1.2.0");
        assertThat(refusal.reason()).matches("(?s).*" + fault.reason + ".*");
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheOldVersionInService(Fault fault) throws Exception {
        fault.spoil.accept(work.addVersion("1.2.0"));

        assertThatThrownBy(() -> work.registry().load(MODEL, "1.2.0")).isInstanceOf(ModelRefusedException.class);

        assertThat(work.lane().current()).containsSame(serving);
        assertThat(work.lane().state()).isEqualTo(ModelState.SERVING);
        Prediction prediction = (Prediction) work.lane().process(work.job()).get(10, TimeUnit.SECONDS);
        assertThat(prediction.model().version()).isEqualTo("1.1.0");
    }
}
