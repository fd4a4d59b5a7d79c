package io.histostream.ingest.image;

import io.histostream.contracts.Names;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Uploads of single images. */
@Path("/v1/images")
public class ImageResource {

    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";
    private static final String TIFF = "image/tiff";

    private final ImageReceiver receiver;
    private final UploadPermits permits;

    public ImageResource(ImageReceiver receiver, UploadPermits permits) {
        this.receiver = receiver;
        this.permits = permits;
    }

    @PUT
    @Path("/{sha256}")
    @Consumes({PNG, JPEG, TIFF})
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(summary = "Uploads one image under the SHA-256 of its bytes; uploading it again changes nothing")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = JPEG, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = TIFF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "201",
            description = "The image is durable",
            content = @Content(schema = @Schema(implementation = ReceivedImage.class)))
    @APIResponse(
            responseCode = "200",
            description = "The image was known",
            content = @Content(schema = @Schema(implementation = ReceivedImage.class)))
    @APIResponse(responseCode = "400", description = "The address names no digest")
    @APIResponse(responseCode = "413", description = "Too many bytes or pixels")
    @APIResponse(responseCode = "415", description = "Neither PNG, JPEG nor TIFF")
    @APIResponse(responseCode = "422", description = "The content has another digest, or is not one whole picture")
    @APIResponse(responseCode = "429", description = "Too many uploads at the same time")
    @APIResponse(responseCode = "503", description = "The image store is not available")
    public Response put(
            @PathParam("sha256") @Schema(pattern = Names.SHA256) String sha256,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Schema(hidden = true) MediaType mediaType,
            InputStream body) {
        requireDigest(sha256);
        if (mediaType == null || mediaType.isWildcardType() || mediaType.isWildcardSubtype()) {
            throw new ProblemException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "The Content-Type must be image/png, image/jpeg or image/tiff.");
        }
        try (UploadPermits.Permit permit = permits.acquire()) {
            ReceivedImage image = receiver.receive(body, sha256, mediaType.getType() + "/" + mediaType.getSubtype());
            return Response.status(image.created() ? Response.Status.CREATED : Response.Status.OK)
                    .entity(image)
                    .build();
        }
    }

    private static void requireDigest(String sha256) {
        try {
            Names.requireSha256(sha256);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST, "The address must end with a SHA-256 of 64 lower-case digits.");
        }
    }
}
