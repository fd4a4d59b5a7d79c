package io.histostream.cli;

import io.histostream.cli.client.IngestClient;
import io.histostream.cli.client.LabelsClient;
import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.client.ResultsClient;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which system to talk to: the local one, or one elsewhere. */
final class ServerOptions {

    @Mixin
    private HomeOptions local;

    @Option(
            names = "--ingest-url",
            paramLabel = "URL",
            description = "Address of the ingest service of another system (default: the local one).")
    private URI ingestUrl;

    @Option(
            names = "--results-url",
            paramLabel = "URL",
            description = "Address of the results service of another system (default: the local one).")
    private URI resultsUrl;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait out a server that is away or busy (default: ${DEFAULT-VALUE}).")
    private int patienceSeconds;

    HomeOptions local() {
        return local;
    }

    Duration patience() {
        return Duration.ofSeconds(patienceSeconds);
    }

    /** How long a batch that was accepted elsewhere may be unknown. */
    Duration firstSight() {
        return Duration.ofSeconds(Math.min(10, patienceSeconds));
    }

    IngestClient ingest(PatientHttp http) {
        return new IngestClient(http, ingestUrl == null ? local.portsInUse().ingestUrl() : ingestUrl);
    }

    ResultsClient results(PatientHttp http) {
        return new ResultsClient(http, resultsAddress());
    }

    LabelsClient labels(PatientHttp http) {
        return new LabelsClient(http, resultsAddress());
    }

    private URI resultsAddress() {
        return resultsUrl == null ? local.portsInUse().resultsUrl() : resultsUrl;
    }
}
