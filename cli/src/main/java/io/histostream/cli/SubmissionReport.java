package io.histostream.cli;

import io.histostream.cli.client.AcceptedBatch;
import io.histostream.cli.client.BatchProgress;
import io.histostream.cli.client.BatchWatcher;
import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.client.ResultsClient;
import io.histostream.cli.submit.LocalImage;
import io.histostream.cli.submit.SubmissionResult;
import io.histostream.cli.terminal.ProgressBar;
import io.histostream.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells what became of a submission, by the names that the files have on this machine. */
final class SubmissionReport {

    private static final int MOST_SHOWN = 50;

    private final Terminal terminal;
    private final SubmissionResult submission;

    SubmissionReport(Terminal terminal, SubmissionResult submission) {
        this.terminal = terminal;
        this.submission = submission;
    }

    /** What was accepted, and which files were refused. */
    void accepted(int files) {
        if (submission.duplicates() > 0) {
            terminal.line(submission.duplicates() + " of " + files
                    + " files have the content of another one and were left out.");
        }
        for (AcceptedBatch batch : submission.batches()) {
            terminal.line("Accepted batch " + batch.batchId() + ": " + batch.jobs() + " jobs for "
                    + String.join(", ", batch.models()));
        }
        list(
                "refused",
                submission.rejected().stream()
                        .map(rejection -> line(rejection.file().toString(), rejection.code(), rejection.detail()))
                        .toList());
    }

    /** Waits for all jobs, tells the failed ones, and gives the exit code. */
    int await(ResultsClient results, Duration patience) throws InterruptedException {
        int succeeded = 0;
        int failed = 0;
        for (BatchProgress batch : watch(results, patience)) {
            succeeded += batch.jobs().succeeded();
            failed += batch.jobs().failed();
        }
        if (failed > 0) {
            list("failed", failures(results));
        }
        terminal.line(succeeded + " of " + submission.jobs() + " jobs succeeded"
                + (failed == 0 ? "" : ", " + failed + " failed")
                + (submission.rejected().isEmpty()
                        ? ""
                        : ", " + submission.rejected().size() + " images were refused")
                + ". Research use only.");
        return failed == 0 && submission.rejected().isEmpty() ? 0 : CommandFailure.IMAGES_FAILED;
    }

    private List<BatchProgress> watch(ResultsClient results, Duration patience) throws InterruptedException {
        BatchWatcher watcher = new BatchWatcher(results, patience);
        List<BatchProgress> ended = new ArrayList<>();
        try (ProgressBar bar = new ProgressBar(terminal, "Classifying", submission.jobs())) {
            for (AcceptedBatch batch : submission.batches()) {
                int before = ended.stream().mapToInt(done -> done.jobs().done()).sum();
                ended.add(watcher.watch(
                        batch.batchId(), now -> bar.update(before + now.jobs().done(), submission.jobs())));
            }
        }
        return ended;
    }

    private List<String> failures(ResultsClient results) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (AcceptedBatch batch : submission.batches()) {
            Map<String, String> filters = Map.of("batch", batch.batchId(), "state", "FAILED");
            for (PredictionRow row : results.predictions(filters, Integer.MAX_VALUE)) {
                LocalImage image = submission.images().get(row.sha256());
                String name = image == null ? row.sha256() : image.file().toString();
                lines.add(line(name, row.failureCode(), row.failureDetail()));
            }
        }
        return lines;
    }

    private void list(String what, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        terminal.line(lines.size() + " " + what + ":");
        lines.stream().limit(MOST_SHOWN).forEach(terminal::line);
        if (lines.size() > MOST_SHOWN) {
            terminal.line(
                    "  and " + (lines.size() - MOST_SHOWN) + " more; `histostream results --state failed` lists all");
        }
    }

    private static String line(String name, String code, String detail) {
        return "  " + name + "  " + code + (detail == null ? "" : ": " + detail);
    }
}
