package io.histostream.inference.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.ModelReference;
import io.histostream.inference.model.ModelVariant;
import io.histostream.inference.model.OnnxSession;
import io.histostream.inference.model.ServedModel;
import java.util.Map;

/**
 * A model of this worker, as it is shown.
 *
 * @param version and all that belongs to it: absent while none serves
 * @param lastRefusal the latest refusal of a version that has not served since, if any
 * @param card the model card as it is written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelStatus(
        String name,
        ModelState state,
        Refusal lastRefusal,
        String version,
        String digest,
        String variant,
        String executionProvider,
        String runtimeVersion,
        Integer maxBatchSize,
        String notice,
        Map<?, ?> card) {

    private static final String NOTICE = "Research use only";

    static ModelStatus of(ModelLane lane) {
        Refusal refusal = lane.lastRefusal().orElse(null);
        return lane.current()
                .map(version -> serving(lane, refusal, version.served()))
                .orElseGet(() -> new ModelStatus(
                        lane.model(), lane.state(), refusal, null, null, null, null, null, null, NOTICE, null));
    }

    private static ModelStatus serving(ModelLane lane, Refusal refusal, ServedModel served) {
        ModelReference reference = served.model().reference();
        return new ModelStatus(
                reference.name(),
                lane.state(),
                refusal,
                reference.version(),
                reference.digest(),
                served.variant().orElse(ModelVariant.FP32),
                served.provider().tag(),
                OnnxSession.runtimeVersion(),
                served.engine().largestBatch(),
                NOTICE,
                served.model().document());
    }
}
