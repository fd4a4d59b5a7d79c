package io.histostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistostreamTest {

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "submit", "watch", "results", "label", "evaluate", "models"})
    void everyCommandExplainsItself(String command) {
        assertThat(execute(command, "--help")).isZero();

        assertThat(out.toString()).contains("Usage: histostream " + command).contains("--help");
    }

    @ParameterizedTest
    @CsvSource({
        "frobnicate",
        "submit",
        "watch not-an-id",
        "results --state lost",
        "results --limit 0",
        "up --port-base 80",
        "demo --images 0",
        "submit . --dataset 'two words'",
        "label",
        "label no-such-file.csv",
        "label labels.csv --source 'two words'",
        "evaluate",
        "evaluate --dataset a --batch 018f0000-0000-7000-8000-000000000000",
        "evaluate --dataset a --metric beauty",
        "evaluate --dataset a --model-version 1.0.0",
        "evaluate --dataset a --contaminated hide"
    })
    void refusesAWrongCommandLineWithTwo(String line) {
        assertThat(execute((line + " --home " + home).split(" "))).isEqualTo(CommandFailure.USAGE);

        assertThat(errors.toString()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void saysWhereItLookedForModels() {
        int exitCode = execute("up", "--home", home.toString(), "--models-folder", home.toString());

        assertThat(exitCode).isEqualTo(CommandFailure.TROUBLE);
        assertThat(errors.toString()).contains("no model package was found in " + home);
    }

    private int execute(String... arguments) {
        return Histostream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }
}
