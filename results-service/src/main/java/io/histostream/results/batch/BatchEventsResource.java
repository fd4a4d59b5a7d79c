package io.histostream.results.batch;

import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells of a batch's progress as Server-Sent Events. */
@Path("/v1/batches/{id}/events")
@Tag(name = "Batches")
@Blocking
public class BatchEventsResource {

    private final BatchRepository batches;
    private final ProgressFeeds feeds;
    private final Tenant tenant;
    private final Duration heartbeat;

    public BatchEventsResource(BatchRepository batches, ProgressFeeds feeds, Tenant tenant, ResultsConfig config) {
        this.batches = batches;
        this.feeds = feeds;
        this.tenant = tenant;
        this.heartbeat = config.progress().heartbeat();
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchBatch",
            summary = "A batch's progress as events",
            description =
                    "Event `progress` now and at every change, at last event `completed`, then the end. The data of"
                            + " both is what GET /v1/batches/{id} answers. Comments keep a silent stream alive.")
    public Multi<OutboundSseEvent> events(UUID id, @Context Sse sse) {
        if (batches.progress(tenant.name(), id).isEmpty()) {
            throw BatchResource.notFound();
        }
        OutboundSseEvent alive = sse.newEventBuilder().comment("alive").build();
        OutboundSseEvent end = sse.newEventBuilder().comment("end").build();
        Multi<OutboundSseEvent> progress = feeds.watch(id)
                .onItem()
                .transformToMultiAndConcatenate(now -> now.isCompleted()
                        ? Multi.createFrom().items(event(sse, "progress", now), event(sse, "completed", now))
                        : Multi.createFrom().item(event(sse, "progress", now)))
                .onCompletion()
                .continueWith(end);
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(heartbeat)
                .onOverflow()
                .drop()
                .onItem()
                .transform(tick -> alive);
        return Multi.createBy().merging().streams(progress, heartbeats).select().first(event -> event != end);
    }

    private static OutboundSseEvent event(Sse sse, String name, BatchProgress progress) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(BatchProgress.class, progress)
                .build();
    }
}
