package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import io.histostream.contracts.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of model packages: {@code <name>/<version>/model-card.yaml}. */
public record ModelsFolder(Path folder) {

    public ModelsFolder {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The wanted models, or all of the folder when none is named. */
    public List<String> choose(List<String> wanted) {
        List<String> present = names();
        if (present.isEmpty()) {
            throw CommandFailure.trouble("no model package was found in " + folder);
        }
        for (String name : wanted) {
            if (!present.contains(name)) {
                throw CommandFailure.usage(
                        "there is no model " + name + " in " + folder + "; it has " + String.join(", ", present));
            }
        }
        return wanted.isEmpty() ? present : List.copyOf(wanted);
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(ModelsFolder::hasCard)
                    .map(child -> child.getFileName().toString())
                    .filter(name -> name.matches(Names.MODEL))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasCard(Path model) {
        if (!Files.isDirectory(model)) {
            return false;
        }
        try (Stream<Path> versions = Files.list(model)) {
            return versions.anyMatch(version -> Files.exists(version.resolve("model-card.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
