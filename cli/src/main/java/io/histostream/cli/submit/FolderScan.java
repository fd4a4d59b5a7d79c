package io.histostream.cli.submit;

import io.histostream.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the image files below a folder. */
public final class FolderScan {

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "tif", "image/tiff",
            "tiff", "image/tiff");

    private FolderScan() {}

    /**
     * The images of a folder, in the order of their paths; hidden files and folders are left out.
     *
     * @param csv descriptions to use before the file names, or {@code null}
     */
    public static List<LocalImage> images(Path folder, DescriptionCsv csv) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.usage(folder + " is not a folder");
        }
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            throw CommandFailure.usage(folder + " has no images; looked for " + String.join(", ", "png", "jpg", "tif"));
        }
        if (csv != null) {
            csv.requireFilesAmong(files, folder);
        }
        return files.stream()
                .map(file -> new LocalImage(file, mediaType(file).orElseThrow(), describe(file, folder, csv)))
                .toList();
    }

    private static Description describe(Path file, Path folder, DescriptionCsv csv) {
        return Optional.ofNullable(csv)
                .flatMap(rows -> rows.find(folder.relativize(file)))
                .or(() -> BreakHisName.parse(file.getFileName().toString()))
                .orElse(Description.NONE);
    }

    /** The image files below a folder, in the order of their paths. */
    static List<Path> files(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new Visitor(folder, found));
        } catch (IOException e) {
            throw CommandFailure.usage(folder + " cannot be read: " + e);
        }
        found.sort(null);
        return found;
    }

    private static Optional<String> mediaType(Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(MEDIA_TYPES.get(extension));
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<Path> found;

        Visitor(Path root, List<Path> found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isHidden(folder) && !folder.equals(root) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && mediaType(file).isPresent()) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            Path name = path.getFileName();
            return name != null && name.toString().startsWith(".");
        }
    }
}
