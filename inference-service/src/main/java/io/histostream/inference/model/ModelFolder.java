package io.histostream.inference.model;

import io.histostream.contracts.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of model packages, {@code <name>/<version>/}. */
public record ModelFolder(Path folder) {

    private static final String HIDDEN = ".";

    /** Numbers by value, so that 1.10.0 comes after 1.9.0. */
    private static final Comparator<String> BY_VERSION = Comparator.comparing(ModelFolder::sortable);

    /**
     * Reads the version that is asked for, else the highest.
     *
     * @throws ModelRefusedException with the exact reason
     */
    public ModelPackage read(String name, Optional<String> version) {
        Path versions = folder.resolve(Names.requireModel(name));
        String chosen = version.orElseGet(() -> highestVersion(versions));
        ModelPackage found = ModelPackage.read(versionFolder(name, chosen));
        if (!found.card().name().equals(name) || !found.card().version().equals(chosen)) {
            throw new ModelRefusedException("the package in %s says that it is %s %s"
                    .formatted(
                            versions.resolve(chosen),
                            found.card().name(),
                            found.card().version()));
        }
        return found;
    }

    private Path versionFolder(String name, String version) {
        Path fileName = Path.of(version).getFileName();
        if (fileName == null || !fileName.toString().equals(version) || version.startsWith(HIDDEN)) {
            throw new ModelRefusedException(version + " is no version");
        }
        return folder.resolve(Names.requireModel(name)).resolve(version);
    }

    /**
     * The versions that have a folder, the highest first; whether they are whole is not looked at. A folder whose name begins
     * with a dot is none: a package can be copied under such a name first.
     *
     * @throws ModelRefusedException when the model has no folder
     */
    public List<String> versions(String name) {
        return versions(folder.resolve(Names.requireModel(name)));
    }

    /** Whether one version is higher than another. */
    public static boolean isHigher(String version, String than) {
        return BY_VERSION.compare(version, than) > 0;
    }

    /**
     * Changes when a file of the package comes, goes or is written to.
     *
     * @throws ModelRefusedException when that is no name of a version
     */
    public String contentOf(String name, String version) {
        Path versionFolder = versionFolder(name, version);
        try (Stream<Path> paths = Files.walk(versionFolder)) {
            StringBuilder content = new StringBuilder();
            for (Path path : paths.sorted().toList()) {
                content.append(versionFolder.relativize(path))
                        .append(' ')
                        .append(Files.size(path))
                        .append(' ')
                        .append(Files.getLastModifiedTime(path))
                        .append('\n');
            }
            return content.toString();
        } catch (IOException | UncheckedIOException e) {
            return "unreadable";
        }
    }

    private static String highestVersion(Path versions) {
        return versions(versions).stream()
                .findFirst()
                .orElseThrow(() -> new ModelRefusedException("there is no version in " + versions));
    }

    private static List<String> versions(Path versions) {
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(version -> !version.startsWith(HIDDEN))
                    .sorted(BY_VERSION.reversed())
                    .toList();
        } catch (IOException e) {
            throw new ModelRefusedException("there is no model in " + versions, e);
        }
    }

    private static String sortable(String version) {
        StringBuilder sortable = new StringBuilder();
        java.util.regex.Matcher parts =
                java.util.regex.Pattern.compile("\\d+|\\D+").matcher(version);
        while (parts.find()) {
            String part = parts.group();
            boolean number = Character.isDigit(part.charAt(0));
            sortable.append(number ? "0".repeat(Math.max(0, 10 - part.length())) + part : part);
        }
        return sortable.toString();
    }
}
