package io.histostream.inference.worker;

import io.histostream.contracts.ProblemCode;
import io.histostream.inference.model.ModelRefusedException;
import io.histostream.problems.ProblemException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The models of this worker; they are changed here only where {@code model-control} is {@code explicit}. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

    private final InferenceConfig config;
    private final Worker worker;

    ModelsResource(InferenceConfig config, Worker worker) {
        this.config = config;
        this.worker = worker;
    }

    @GET
    public List<ModelStatus> models() {
        return worker.registry().lanes().stream().map(ModelStatus::of).toList();
    }

    /** Answers when the version serves; the one before goes on until then, and for good when this one is refused. */
    @PUT
    @Path("/{name}/versions/{version}")
    public ModelStatus load(@PathParam("name") String name, @PathParam("version") String version) {
        requireExplicitControl();
        try {
            return ModelStatus.of(worker.registry().load(name, version));
        } catch (ModelRefusedException e) {
            throw new ProblemException(ProblemCode.MODEL_REFUSED, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.NOT_FOUND, e.getMessage());
        }
    }

    /** Answers when the jobs in flight are finished, the consumer has left its group and the memory is free. */
    @DELETE
    @Path("/{name}")
    public void unload(@PathParam("name") String name) throws InterruptedException {
        requireExplicitControl();
        if (!worker.registry().unload(name, config.drainTimeout())) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "This worker has no model of that name.");
        }
    }

    private void requireExplicitControl() {
        if (config.modelControl() != ModelControl.EXPLICIT) {
            throw new ProblemException(
                    ProblemCode.METHOD_NOT_ALLOWED,
                    "Models are loaded and unloaded over HTTP only where histostream.inference.model-control is explicit.");
        }
    }
}
