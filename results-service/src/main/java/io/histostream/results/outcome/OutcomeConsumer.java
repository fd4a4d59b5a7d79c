package io.histostream.results.outcome;

import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.Topics;
import io.histostream.messaging.JobOutcomeDeserializer;
import io.histostream.results.intake.Intake;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps how every job ended. */
@ApplicationScoped
public class OutcomeConsumer {

    private final Intake intake;
    private final JobTable jobs;
    private final JobOutcomeDeserializer deserializer = new JobOutcomeDeserializer();

    public OutcomeConsumer(Intake intake, JobTable jobs) {
        this.intake = intake;
        this.jobs = jobs;
    }

    @Incoming(Topics.JOB_OUTCOMES)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public Uni<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
        return intake.take(batch, deserializer, this::write);
    }

    private void write(List<JobOutcome> outcomes) throws SQLException {
        jobs.complete(outcomes.stream().map(JobRow::of).toList());
    }
}
