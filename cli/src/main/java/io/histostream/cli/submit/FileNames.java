package io.histostream.cli.submit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The image files below a folder by their paths in it, and by their names alone where only one has that. */
public final class FileNames {

    private final Path folder;
    private final Map<String, List<Path>> files = new HashMap<>();

    public FileNames(Path folder) {
        this.folder = folder;
        for (Path file : FolderScan.files(folder)) {
            Set<String> names = new LinkedHashSet<>(List.of(
                    folder.relativize(file).toString().replace('\\', '/'),
                    file.getFileName().toString()));
            names.forEach(name ->
                    files.computeIfAbsent(name, key -> new ArrayList<>()).add(file));
        }
    }

    /** Fails where no file is called so, or several are. */
    public Path find(String name) {
        List<Path> found = files.getOrDefault(name, List.of());
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no image " + name + " in " + folder);
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(found.size() + " images are called " + name + "; give its path");
        }
        return found.get(0);
    }
}
