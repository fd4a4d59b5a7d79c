package io.histostream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.contracts.Topics;
import io.histostream.systemtests.JobTable.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Compares what is in the results with what the ledger says must be there. */
final class Verdict {

    private final Deployment deployment;
    private final Ledger ledger;
    private final Lab lab;

    Verdict(Deployment deployment, Ledger ledger, Lab lab) {
        this.deployment = deployment;
        this.ledger = ledger;
        this.lab = lab;
    }

    /** Nothing lost, doubled or invented, nothing failed or dead-lettered, and every batch says so. */
    void assertEveryJobSucceededOnce() throws SQLException, IOException, InterruptedException {
        assertEveryJobEndedOnce();
        List<Row> rows = new JobTable(deployment).rows();
        assertThat(rows)
                .as("jobs that did not succeed")
                .filteredOn(row -> !row.state().equals("SUCCEEDED"))
                .isEmpty();
        assertBatchesAreComplete();
    }

    /** Every picture has one and the same answer, as it must where one version of a model serves. */
    void assertOneAnswerPerPicture() throws SQLException {
        List<Row> rows = new JobTable(deployment).rows();
        assertThat(answers(rows)).as("pictures with more than one answer").isEmpty();
    }

    /** As {@link #assertEveryJobSucceededOnce}, whatever the outcomes are. */
    void assertEveryJobEndedOnce() throws SQLException {
        List<Row> rows = new JobTable(deployment).rows();
        List<UUID> found = rows.stream().map(Row::jobId).toList();
        Set<UUID> lost = new HashSet<>(ledger.jobIds());
        rows.stream()
                .filter(row -> !row.state().equals("ACCEPTED"))
                .map(Row::jobId)
                .forEach(lost::remove);
        Set<UUID> invented = new HashSet<>(found);
        invented.removeAll(ledger.jobIds());
        long doubled = found.size() - found.stream().distinct().count();
        List<String> deadLetters = new Records(deployment).keys(Topics.DEAD_LETTERS);
        deployment
                .log()
                .say(
                        "%d jobs posted: %d lost, %d duplicate rows, %d rows nobody posted, %d dead-lettered",
                        ledger.jobIds().size(), lost.size(), doubled, invented.size(), deadLetters.size());
        assertThat(lost).as("lost jobs").isEmpty();
        assertThat(doubled).as("duplicate rows").isZero();
        assertThat(invented).as("rows nobody posted").isEmpty();
        assertThat(deadLetters).as("dead letters").isEmpty();
    }

    private static Map<String, Set<String>> answers(List<Row> rows) {
        Map<String, Set<String>> answers = new HashMap<>();
        rows.forEach(row ->
                answers.computeIfAbsent(row.sha256(), sha256 -> new HashSet<>()).add(row.label()));
        answers.values().removeIf(labels -> labels.size() == 1);
        return answers;
    }

    private void assertBatchesAreComplete() throws IOException, InterruptedException {
        for (Map.Entry<UUID, Integer> batch : ledger.batches().entrySet()) {
            JsonNode answer = lab.results("/v1/batches/" + batch.getKey());
            assertThat(answer.path("state").asText())
                    .as("batch " + batch.getKey())
                    .isEqualTo("COMPLETED");
            assertThat(answer.path("jobs").path("total").asInt()).isEqualTo(batch.getValue());
            assertThat(answer.path("jobs").path("succeeded").asInt()).isEqualTo(batch.getValue());
        }
    }
}
