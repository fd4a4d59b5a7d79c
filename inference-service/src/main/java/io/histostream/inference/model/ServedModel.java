package io.histostream.inference.model;

import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.image.Preprocessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** A model that is loaded and has reproduced its golden scores: all that serving it takes. */
public record ServedModel(
        ModelPackage model,
        Preprocessor preprocessor,
        Scores scores,
        ModelEngine engine,
        ExecutionProvider provider,
        int maxBatchSize)
        implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ServedModel.class);

    /**
     * Loads the model on the first provider that works here.
     *
     * @param maxBatchSize the largest batch on a provider
     * @throws ModelRefusedException when none works, or the golden images do not come out as expected
     */
    public static ServedModel load(
            ModelPackage model,
            ImageLimits limits,
            List<ExecutionProvider> providers,
            Function<ExecutionProvider, Integer> maxBatchSize) {
        List<String> reasons = new ArrayList<>();
        Set<ExecutionProvider> compiledIn = OnnxSession.compiledIn();
        for (ExecutionProvider provider : providers) {
            if (!compiledIn.contains(provider)) {
                reasons.add(provider.tag() + ": not in this build of ONNX Runtime");
                continue;
            }
            try {
                ServedModel served = load(model, limits, provider, maxBatchSize.apply(provider));
                LOG.infof(
                        "Serving %s %s on %s with ONNX Runtime %s%s",
                        model.card().name(),
                        model.card().version(),
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

    private static ServedModel load(
            ModelPackage model, ImageLimits limits, ExecutionProvider provider, int maxBatchSize) {
        Preprocessor preprocessor = new Preprocessor(model.card().preprocessing(), limits);
        BatchBuckets buckets =
                provider.isDevice() ? BatchBuckets.powersOfTwo(maxBatchSize) : BatchBuckets.every(maxBatchSize);
        GoldenCheck golden = new GoldenCheck(model, preprocessor);
        ModelSession.Factory factory = () -> OnnxSession.open(model, provider, maxBatchSize);
        ModelEngine engine = new ModelEngine(factory, buckets, preprocessor.elementCount(), golden::verifyOne);
        try {
            engine.verify(session -> golden.verify(session, buckets));
        } catch (ModelRunException | RuntimeException e) {
            engine.close();
            throw e instanceof ModelRefusedException refused
                    ? refused
                    : new ModelRefusedException("its golden image does not run: " + e.getMessage(), e);
        }
        return new ServedModel(model, preprocessor, new Scores(model.card()), engine, provider, maxBatchSize);
    }

    @Override
    public void close() {
        engine.close();
    }
}
