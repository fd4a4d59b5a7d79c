package io.histostream.inference.model;

import io.histostream.contracts.LabelScore;
import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.image.Preprocessor;
import io.histostream.inference.model.GoldenImages.GoldenImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Makes sure that this worker computes what the model's makers computed: the same tensor, bit for bit, and the same
 * scores as nearly as the graph promises; and that the other outputs are what they are said to be.
 */
public final class GoldenCheck {

    /** How far rounding may carry a probability out of [0, 1]. */
    private static final double ROUNDING = 1e-3;

    private final ModelPackage model;
    private final ModelGraph graph;
    private final Preprocessor preprocessor;
    private final Scores scores;
    private final OutputLayout layout;

    public GoldenCheck(ModelPackage model, ModelGraph graph, Preprocessor preprocessor) {
        this.model = model;
        this.graph = graph;
        this.layout = model.card().outputLayout();
        this.preprocessor = preprocessor;
        this.scores = new Scores(model.card());
    }

    /** Verifies tensors once, and scores in each batch size, which also warms them up. */
    public void verify(ModelSession session, BatchBuckets buckets) throws ModelRunException {
        for (GoldenImage image : model.golden().images()) {
            FloatBuffer tensor = tensor(image, 1);
            verifyTensor(image, tensor);
            verifyScores(image, session.run(tensor, 1)[0]);
        }
        GoldenImage first = model.golden().images().get(0);
        for (int size : buckets.sizes()) {
            float[][] outputs = session.run(tensor(first, size), size);
            verifyScores(first, outputs[0]);
            verifyScores(first, outputs[size - 1]);
        }
    }

    /** The first golden image alone: enough to tell whether a session is well. */
    public void verifyOne(ModelSession session) throws ModelRunException {
        GoldenImage first = model.golden().images().get(0);
        verifyScores(first, session.run(tensor(first, 1), 1)[0]);
    }

    /** The image's tensor, so many times. */
    private FloatBuffer tensor(GoldenImage image, int times) {
        int elements = preprocessor.elementCount();
        FloatBuffer tensors = ByteBuffer.allocateDirect(Math.multiplyExact(times * Float.BYTES, elements))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        try {
            preprocessor.preprocess(model.bytesOf(image), image.mediaType(), tensors.slice(0, elements));
        } catch (ImageRejectedException e) {
            throw new ModelRefusedException("%s: %s %s".formatted(image.file(), e.code(), e.getMessage()), e);
        }
        for (int copy = 1; copy < times; copy++) {
            tensors.put(copy * elements, tensors, 0, elements);
        }
        return tensors;
    }

    private static void verifyTensor(GoldenImage image, FloatBuffer tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(tensor.remaining() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.duplicate());
        String found = Sha256.of(bytes.array());
        if (!found.equals(image.tensorSha256())) {
            throw new ModelRefusedException("%s: its tensor has digest %s here, but %s where the model was exported"
                    .formatted(image.file(), found, image.tensorSha256()));
        }
    }

    private void verifyScores(GoldenImage image, float[] outputs) {
        List<LabelScore> found = scores.of(outputs);
        if (found.isEmpty()) {
            throw new ModelRefusedException(image.file() + ": a score is not a finite number");
        }
        for (int label = 0; label < found.size(); label++) {
            double expected = image.scores().get(label);
            double score = found.get(label).score();
            if (!graph.agrees(expected, score)) {
                throw new ModelRefusedException("%s: the score of %s is %s here, but %s where the model was exported"
                        .formatted(image.file(), found.get(label).label(), score, expected));
            }
        }
        verifyOthers(image, outputs);
    }

    private void verifyOthers(GoldenImage image, float[] outputs) {
        OptionalDouble mass = layout.labelMass(outputs);
        if (mass.isPresent() && !(mass.getAsDouble() >= -ROUNDING && mass.getAsDouble() <= 1 + ROUNDING)) {
            throw new ModelRefusedException(
                    "%s: the label mass is %s, which is no probability".formatted(image.file(), mass.getAsDouble()));
        }
        for (float cell : layout.activationMaps(outputs)) {
            if (!Float.isFinite(cell)) {
                throw new ModelRefusedException(image.file() + ": an activation map is not finite everywhere");
            }
        }
    }
}
