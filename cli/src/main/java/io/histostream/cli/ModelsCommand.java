package io.histostream.cli;

import io.histostream.cli.local.ModelCard;
import io.histostream.cli.terminal.Table;
import io.histostream.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code histostream models}: the model packages that a local system serves. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the model packages that a local system serves.")
final class ModelsCommand implements Callable<Integer> {

    @Mixin
    private ModelOptions models;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.ofProcess();
        Table table = new Table("model", "version", "family", "architecture", "labels", "variants", "licence");
        List<ModelCard> cards =
                models.names().stream().map(models.folder()::newestCard).toList();
        for (ModelCard card : cards) {
            table.add(List.of(
                    card.name(),
                    card.version(),
                    card.family(),
                    card.architecture(),
                    String.join(", ", card.labels()),
                    String.join(", ", card.precisions()),
                    card.licence()));
        }
        table.lines(terminal.glyph("─", "-")).forEach(command.commandLine().getOut()::println);
        cards.forEach(card -> command.commandLine().getOut().printf("%n%s: %s%n", card.name(), card.intendedUse()));
        command.commandLine().getOut().flush();
        return 0;
    }
}
