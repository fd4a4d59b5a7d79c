package io.histostream.inference.worker;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.Topics;
import io.histostream.messaging.OpenChannel;
import io.histostream.messaging.OpenChannels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Opens a consumer for each model: topic {@code image-jobs.<model>}, group {@code inference.<model>}. */
// Made at its first use, when the channel of the outcomes is connected.
@ApplicationScoped
public class ImageJobConsumer implements JobSource {

    /** The channel whose settings every model's consumer has. */
    static final String TEMPLATE = "image-jobs";

    private final OpenChannels channels;
    private final Emitter<JobOutcome> outcomes;

    // No bound here: no more outcomes wait than jobs are in flight and unacknowledged, and those are bounded.
    ImageJobConsumer(
            OpenChannels channels,
            @Channel("job-outcomes") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<JobOutcome> outcomes) {
        this.channels = channels;
        this.outcomes = outcomes;
    }

    @Override
    public Consumption consume(ModelLane lane) {
        String topic = Topics.imageJobs(lane.model());
        OpenChannel<ImageJob> channel =
                channels.open(TEMPLATE, topic, Map.of("topic", topic, "group.id", "inference." + lane.model()));
        return new LaneConsumption(lane, channel, outcomes::send);
    }
}
