package io.histostream.cli;

import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.client.ResultsClient;
import io.histostream.cli.terminal.Table;
import io.histostream.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code histostream results}: predictions as a table or for another program. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description = {
            "Prints predictions, as a table or as CSV, JSON or NDJSON.",
            "Research use only: no prediction is a diagnosis."
        })
final class ResultsCommand implements Callable<Integer> {

    /** What standard output gets. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        NDJSON
    }

    @Mixin
    private FilterOptions filters;

    @Option(
            names = "--format",
            defaultValue = "table",
            description =
                    "One of table, csv, json, ndjson (default: ${DEFAULT-VALUE}). All but table give every match.")
    private Format format;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Most rows of the table (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private ServerOptions servers;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (limit < 1) {
            throw CommandFailure.usage("--limit must be at least 1");
        }
        Terminal terminal = Terminal.ofProcess();
        ResultsClient results = servers.results(new PatientHttp(servers.patience(), terminal::note));
        Map<String, String> query = filters.query();
        switch (format) {
            case TABLE -> printTable(results.predictions(query, limit + 1), terminal);
            case CSV -> copy(results.export("predictions", query, "text/csv"));
            case NDJSON -> copy(results.export("predictions", query, "application/x-ndjson"));
            case JSON -> copyAsArray(results.export("predictions", query, "application/x-ndjson"));
        }
        return 0;
    }

    private void printTable(List<PredictionRow> rows, Terminal terminal) {
        if (rows.isEmpty()) {
            terminal.line("No prediction matches.");
            return;
        }
        Table table = new Table(
                "batch",
                "patient",
                "slide",
                "magnification",
                "model",
                "state",
                "label",
                "score",
                "label mass",
                "heat map");
        rows.stream().limit(limit).forEach(row -> table.add(cells(row)));
        table.lines(terminal.glyph("─", "-")).forEach(command.commandLine().getOut()::println);
        command.commandLine().getOut().flush();
        terminal.line((rows.size() > limit ? "More match; --limit shows more of them. " : "") + "Research use only.");
    }

    private static List<String> cells(PredictionRow row) {
        String magnification =
                row.magnification() == null ? null : row.magnification().toPlainString() + "x";
        String outcome = row.failed() ? row.failureCode() : row.label();
        return Arrays.asList(
                        row.batchId().substring(0, Math.min(8, row.batchId().length())),
                        row.patientId(),
                        row.slideId(),
                        magnification,
                        (row.model() + " " + row.servedVersion()).strip(),
                        row.state(),
                        outcome,
                        fourDigits(row.score()),
                        fourDigits(row.labelMass()),
                        row.activationMap() == null ? null : "yes")
                .stream()
                .map(cell -> Objects.requireNonNullElse(cell, "-"))
                .toList();
    }

    private static String fourDigits(BigDecimal share) {
        return share == null ? null : String.format(Locale.ROOT, "%.4f", share);
    }

    private static void copy(InputStream rows) throws IOException {
        try (rows) {
            rows.transferTo(System.out);
        }
        System.out.flush();
    }

    // A line of NDJSON is an element of the array.
    private static void copyAsArray(InputStream rows) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8))) {
            String separator = "[\n";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    out.print(separator + line);
                    separator = ",\n";
                }
            }
            out.println(separator.startsWith("[") ? "[]" : "\n]");
        }
        out.flush();
    }
}
