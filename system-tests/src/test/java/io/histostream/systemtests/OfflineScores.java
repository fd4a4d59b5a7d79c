package io.histostream.systemtests;

import io.histostream.contracts.LabelScore;
import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.model.ExecutionProvider;
import io.histostream.inference.model.ModelPackage;
import io.histostream.inference.model.ServedModel;
import io.histostream.systemtests.Pictures.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a model package makes of pictures, computed in this process from its folder alone: no worker, no batch, no Kafka. */
final class OfflineScores implements AutoCloseable {

    private static final ImageLimits LIMITS = new ImageLimits(1 << 26, 40_000_000);

    private final ServedModel served;
    private final FloatBuffer tensor;

    OfflineScores(Path folder) {
        this.served = ServedModel.load(ModelPackage.read(folder), LIMITS, List.of(ExecutionProvider.CPU), cpu -> 1);
        this.tensor = ByteBuffer.allocateDirect(served.preprocessor().elementCount() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** As rows name the package. */
    String digest() {
        return served.model().reference().digest();
    }

    String version() {
        return served.model().reference().version();
    }

    Map<String, Double> of(Picture picture) {
        try {
            served.preprocessor().preprocess(picture.bytes(), picture.mediaType(), tensor.clear());
            float[] outputs = served.engine().run(tensor.flip(), 1)[0];
            return served.scores().of(outputs).stream().collect(Collectors.toMap(LabelScore::label, LabelScore::score));
        } catch (Exception e) {
            throw new IllegalStateException("version " + version() + " does not run", e);
        }
    }

    @Override
    public void close() {
        served.close();
    }
}
