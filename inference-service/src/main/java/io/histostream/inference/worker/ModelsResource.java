package io.histostream.inference.worker;

import io.histostream.contracts.ModelReference;
import io.histostream.inference.model.OnnxSession;
import io.histostream.inference.model.ServedModel;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The model that this worker serves. */
@Path("/v1/models")
public class ModelsResource {

    private final Worker worker;

    ModelsResource(Worker worker) {
        this.worker = worker;
    }

    /**
     * @param card the model card as it is written
     */
    public record ModelInService(
            String name,
            String version,
            String digest,
            String executionProvider,
            String runtimeVersion,
            int maxBatchSize,
            String notice,
            Map<?, ?> card) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<ModelInService> models() {
        ServedModel served = worker.served();
        ModelReference reference = served.model().reference();
        return List.of(new ModelInService(
                reference.name(),
                reference.version(),
                reference.digest(),
                served.provider().tag(),
                OnnxSession.runtimeVersion(),
                served.engine().largestBatch(),
                "Research use only",
                served.model().document()));
    }
}
