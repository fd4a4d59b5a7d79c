package io.histostream.cli;

import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: reads the arguments, runs a subcommand and turns what goes wrong into a message and an exit code. */
@Command(
        name = "histostream",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Classifies breast histopathology images. Research use only.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SubmitCommand.class,
            WatchCommand.class,
            ResultsCommand.class,
            LabelCommand.class,
            EvaluateCommand.class,
            ModelsCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "1:an image failed or was refused, or figures were refused",
            "2:the command line or a file that it names is wrong",
            "3:a server, a port or the build is not as it has to be",
            "130:stopped by Ctrl-C"
        },
        footer = {"", "Start with `histostream demo`. `histostream COMMAND --help` explains a command."})
public final class Histostream implements Runnable {

    @Spec
    private CommandSpec command;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, ready to execute; made anew for each execution. */
    public static CommandLine commandLine() {
        return new CommandLine(new Histostream())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, line));
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Say what to do: a COMMAND is missing.");
    }

    private static int explain(Exception failure, CommandLine line) {
        if (failure instanceof CommandFailure expected) {
            print(line, expected.getMessage());
            return expected.exitCode();
        }
        if (failure instanceof InterruptedException) {
            print(line, "interrupted");
            return 130;
        }
        if (failure instanceof UncheckedIOException wrapped) {
            print(line, wrapped.getCause().toString());
            return CommandFailure.TROUBLE;
        }
        print(line, "this should not have happened: " + failure);
        if (System.getenv("HISTOSTREAM_DEBUG") != null) {
            StringBuilder frames = new StringBuilder();
            for (StackTraceElement frame : failure.getStackTrace()) {
                frames.append("    at ").append(frame).append(System.lineSeparator());
            }
            line.getErr().print(frames);
        }
        return CommandFailure.TROUBLE;
    }

    private static void print(CommandLine line, String message) {
        line.getErr().println(line.getColorScheme().errorText("histostream: " + message));
        line.getErr().flush();
    }
}
