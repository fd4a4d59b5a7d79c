package io.histostream.ingest.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ProblemCode;
import io.histostream.ingest.IngestConfig;
import io.histostream.ingest.IngestMetrics;
import io.histostream.ingest.image.ImageReceiver;
import io.histostream.ingest.image.UploadPermits;
import io.histostream.problems.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Batches of images to classify. */
@Path("/v1/batches")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "202",
        description = "The batch is durable and will be classified",
        content = @Content(schema = @Schema(implementation = BatchReceipt.class)))
@APIResponse(responseCode = "400", description = "The request breaks a rule, or has an unknown field")
@APIResponse(responseCode = "409", description = "The key was used with other content")
@APIResponse(responseCode = "413", description = "Too many images or bytes")
@APIResponse(responseCode = "422", description = "A model is unknown, or images cannot be accepted; every one is named")
@APIResponse(responseCode = "429", description = "Too many uploads at the same time")
@APIResponse(responseCode = "503", description = "The image store is not available, or too many batches wait for Kafka")
public class BatchResource {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String IDEMPOTENCY =
            "The same key with the same content gives the same answer and no second batch";
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");

    private final BatchAcceptance acceptance;
    private final ImageReceiver receiver;
    private final UploadPermits permits;
    private final IngestConfig.Batch limits;
    private final IngestMetrics metrics;

    public BatchResource(
            BatchAcceptance acceptance,
            ImageReceiver receiver,
            UploadPermits permits,
            IngestConfig config,
            IngestMetrics metrics) {
        this.acceptance = acceptance;
        this.receiver = receiver;
        this.permits = permits;
        this.limits = config.batch();
        this.metrics = metrics;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Parameter(name = IDEMPOTENCY_KEY, in = ParameterIn.HEADER, description = IDEMPOTENCY)
    @Operation(summary = "Posts a batch of images that were uploaded before")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BatchRequest.class)))
    public Response post(@Context HttpHeaders headers, InputStream body) throws JsonProcessingException {
        String key = idempotencyKey(headers);
        BatchRequest request = BatchJson.read(body, limits.maxJsonBytes().asLongValue());
        return accept(new RequestCheck(limits.maxImages()).check(request, BatchFiles.NONE), key);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Blocking
    @Parameter(name = IDEMPOTENCY_KEY, in = ParameterIn.HEADER, description = IDEMPOTENCY)
    @Operation(summary = "Posts a batch with its files: a part named batch holds the JSON, whose images name the files")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Response postWithFiles(@Context HttpHeaders headers, MultipartFormDataInput form)
            throws JsonProcessingException {
        String key = idempotencyKey(headers);
        try (UploadPermits.Permit permit = permits.acquire()) {
            BatchForm files = new BatchForm(form, receiver);
            BatchRequest request =
                    BatchJson.read(files.json(), limits.maxJsonBytes().asLongValue());
            RequestedBatch checked = new RequestCheck(limits.maxImages()).check(request, files);
            files.requireAllUsed();
            return accept(checked, key);
        }
    }

    private Response accept(RequestedBatch request, String key) {
        try {
            BatchReceipt receipt = acceptance.accept(request, key);
            metrics.batchAccepted(receipt.created(), receipt.images().size());
            return Response.accepted(receipt)
                    .location(URI.create("/v1/batches/" + receipt.batchId()))
                    .build();
        } catch (ProblemException e) {
            metrics.batchRefused(e.problem().code());
            throw e;
        }
    }

    private String idempotencyKey(HttpHeaders headers) {
        List<String> keys = headers.getRequestHeader(IDEMPOTENCY_KEY);
        if (keys == null || keys.isEmpty()) {
            return null;
        }
        String key = keys.get(0);
        if (keys.size() > 1
                || key.length() > limits.maxIdempotencyKeyLength()
                || !PRINTABLE.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST,
                    "%s must be one value of 1 to %d visible ASCII characters."
                            .formatted(IDEMPOTENCY_KEY, limits.maxIdempotencyKeyLength()));
        }
        return key;
    }
}
