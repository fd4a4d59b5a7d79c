package io.histostream.inference.model;

import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.image.Preprocessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A model that is loaded and has reproduced its golden scores: all that serving it takes.
 *
 * @param variant empty for {@code model.onnx} itself
 * @param maxBatchSize the largest batch that it computes as one; not more than the variant allows
 */
public record ServedModel(
        ModelPackage model,
        Preprocessor preprocessor,
        Scores scores,
        ModelEngine engine,
        ExecutionProvider provider,
        Optional<String> variant,
        int maxBatchSize)
        implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ServedModel.class);

    /**
     * Loads the model on the first provider that works here.
     *
     * @param maxBatchSize the largest batch on a provider
     * @param variant empty, or {@link ModelVariant#FP32}, for {@code model.onnx} itself
     * @throws ModelRefusedException when none works, or the golden images do not come out as expected
     */
    public static ServedModel load(
            ModelPackage model,
            ImageLimits limits,
            List<ExecutionProvider> providers,
            Function<ExecutionProvider, Integer> maxBatchSize,
            Optional<String> variant) {
        ModelGraph graph = model.graph(variant);
        List<String> reasons = new ArrayList<>();
        Set<ExecutionProvider> compiledIn = OnnxSession.compiledIn();
        for (ExecutionProvider provider : providers) {
            if (!compiledIn.contains(provider)) {
                reasons.add(provider.tag() + ": not in this build of ONNX Runtime");
                continue;
            }
            try {
                ServedModel served = load(model, graph, limits, provider, maxBatchSize.apply(provider));
                LOG.infof(
                        "Serving %s %s%s on %s with ONNX Runtime %s%s",
                        model.card().name(),
                        model.card().version(),
                        graph.variant().map(name -> " in " + name).orElse(""),
                        provider.tag(),
                        OnnxSession.runtimeVersion(),
                        reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")");
                return served;
            } catch (ModelRefusedException e) {
                LOG.warnf("%s cannot be served on %s: %s", model.card().name(), provider.tag(), e.getMessage());
                reasons.add(provider.tag() + ": " + e.getMessage());
            }
        }
        throw new ModelRefusedException("%s %s cannot be served: %s"
                .formatted(model.card().name(), model.card().version(), String.join("; ", reasons)));
    }

    /** Loads {@code model.onnx} itself. */
    public static ServedModel load(
            ModelPackage model,
            ImageLimits limits,
            List<ExecutionProvider> providers,
            Function<ExecutionProvider, Integer> maxBatchSize) {
        return load(model, limits, providers, maxBatchSize, Optional.empty());
    }

    private static ServedModel load(
            ModelPackage model, ModelGraph graph, ImageLimits limits, ExecutionProvider provider, int wantedBatch) {
        int maxBatchSize = graph.largestBatch(wantedBatch);
        Preprocessor preprocessor = new Preprocessor(model.card().preprocessing(), limits);
        BatchBuckets buckets =
                provider.isDevice() ? BatchBuckets.powersOfTwo(maxBatchSize) : BatchBuckets.every(maxBatchSize);
        GoldenCheck golden = new GoldenCheck(model, graph, preprocessor);
        ModelSession.Factory factory = () -> OnnxSession.open(model.card(), graph, provider, maxBatchSize);
        ModelEngine engine = new ModelEngine(factory, buckets, preprocessor.elementCount(), golden::verifyOne);
        try {
            engine.verify(session -> golden.verify(session, buckets));
        } catch (ModelRunException | RuntimeException e) {
            engine.close();
            throw e instanceof ModelRefusedException refused
                    ? refused
                    : new ModelRefusedException("its golden image does not run: " + e.getMessage(), e);
        }
        return new ServedModel(
                model, preprocessor, new Scores(model.card()), engine, provider, graph.variant(), maxBatchSize);
    }

    @Override
    public void close() {
        engine.close();
    }
}
