package io.histostream.problems;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.histostream.contracts.ProblemCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;

/** An interface that fails in every way that the mappers know. */
@Path("/sample")
public class SampleResource {

    record Sample(
            @NotBlank @JsonProperty String name,
            @JsonProperty int age) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public String post(@Valid Sample sample) {
        return sample.name();
    }

    @GET
    @Path("/broken")
    public String broken() {
        throw new IllegalStateException("a secret of the inside");
    }

    @GET
    @Path("/overloaded")
    public String overloaded() {
        throw ProblemException.retryAfter(ProblemCode.OVERLOADED, "Try later.", Duration.ofSeconds(7));
    }

    @GET
    @Path("/items")
    public String items() {
        throw new ProblemException(ProblemCode.INVALID_BATCH, "Two are wrong.", List.of("first", "second"));
    }
}
