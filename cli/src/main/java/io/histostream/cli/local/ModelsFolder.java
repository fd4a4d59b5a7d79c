package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import io.histostream.contracts.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
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
        return Files.isDirectory(model) && !cards(model).isEmpty();
    }

    /** The card of a model's highest version. */
    public ModelCard newestCard(String model) {
        return cards(folder.resolve(model)).stream()
                .map(ModelCard::read)
                .max(Comparator.comparing(ModelCard::version, ModelsFolder::compareVersions))
                .orElseThrow(() -> CommandFailure.trouble("there is no model card of " + model + " in " + folder));
    }

    private static List<Path> cards(Path model) {
        try (Stream<Path> versions = Files.list(model)) {
            return versions.map(version -> version.resolve("model-card.yaml"))
                    .filter(Files::exists)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int compareVersions(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Pattern.compile("\\D+")
                .splitAsStream(version)
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
