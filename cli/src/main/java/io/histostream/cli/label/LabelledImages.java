package io.histostream.cli.label;

import io.histostream.cli.CommandFailure;
import io.histostream.cli.client.LabelRequest;
import io.histostream.cli.csv.Errors;
import io.histostream.cli.submit.Description;
import io.histostream.cli.submit.FileNames;
import io.histostream.cli.submit.FolderScan;
import io.histostream.cli.submit.HashedImage;
import io.histostream.cli.submit.LocalImage;
import io.histostream.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The labels to send, each image once. A file is read for its digest here; its name goes nowhere. */
public final class LabelledImages {

    private static final int READERS = 4;

    private final Terminal terminal;
    private final Map<LabelRequest.Label, Labelled> byImage = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();

    private LabelledImages(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Images of a folder whose names are of the BreakHis data set. */
    public static List<Labelled> ofFolder(Path folder, Terminal terminal) throws InterruptedException {
        LabelledImages labels = new LabelledImages(terminal);
        List<LocalImage> images = FolderScan.images(folder, null).stream()
                .filter(image -> image.description().label() != null)
                .toList();
        for (HashedImage image : HashedImage.all(images, READERS, terminal)) {
            labels.add(
                    image.image().file().toString(),
                    LabelRequest.Label.of(
                            image.sha256(), image.image().description().label()));
        }
        return labels.all(folder);
    }

    /**
     * The lines of a CSV file.
     *
     * @param folder of the files that it names
     * @param takeBack whether an empty cell takes a label back; else such a line is left out
     */
    public static List<Labelled> ofCsv(Path csv, Path folder, boolean takeBack, Terminal terminal)
            throws InterruptedException {
        LabelledImages labels = new LabelledImages(terminal);
        List<LabelLine> lines = LabelCsv.read(csv).stream()
                .filter(line -> takeBack || line.labelClass() != null)
                .toList();
        Map<LabelLine, String> digests = labels.digests(lines, folder);
        Errors.requireNone(csv, labels.errors);
        for (LabelLine line : lines) {
            labels.add(line.where(), label(line, digests.get(line)));
        }
        return labels.all(csv);
    }

    private Map<LabelLine, String> digests(List<LabelLine> lines, Path folder) throws InterruptedException {
        List<LabelLine> found = new ArrayList<>();
        List<LocalImage> images = new ArrayList<>();
        FileNames files = lines.stream().anyMatch(LabelLine::byFile) ? new FileNames(folder) : null;
        for (LabelLine line : lines) {
            try {
                if (line.byFile()) {
                    images.add(new LocalImage(files.find(line.file()), "", Description.NONE));
                    found.add(line);
                }
            } catch (IllegalArgumentException e) {
                errors.add("line " + line.line() + ": " + e.getMessage());
            }
        }
        Map<LabelLine, String> digests = new LinkedHashMap<>();
        if (errors.isEmpty() && !images.isEmpty()) {
            List<HashedImage> hashed = HashedImage.all(images, READERS, terminal);
            for (int i = 0; i < hashed.size(); i++) {
                digests.put(found.get(i), hashed.get(i).sha256());
            }
        }
        return digests;
    }

    private static LabelRequest.Label label(LabelLine line, String digest) {
        if (digest != null) {
            return LabelRequest.Label.of(digest, line.labelClass());
        }
        if (line.imageId() != null) {
            return new LabelRequest.Label(line.imageId(), null, null, line.labelClass());
        }
        return line.sha256() != null
                ? LabelRequest.Label.of(line.sha256(), line.labelClass())
                : new LabelRequest.Label(null, null, line.name(), line.labelClass());
    }

    private void add(String where, LabelRequest.Label label) {
        Labelled earlier = byImage.putIfAbsent(label.withClass(null), new Labelled(where, label));
        if (earlier != null && !Objects.equals(earlier.label().labelClass(), label.labelClass())) {
            errors.add(where + ": the same image is called " + earlier.label().labelClass() + " at " + earlier.where()
                    + ", but " + label.labelClass() + " here");
        }
    }

    private List<Labelled> all(Path source) {
        Errors.requireNone(source, errors);
        if (byImage.isEmpty()) {
            throw CommandFailure.usage(source + " has no label");
        }
        return List.copyOf(byImage.values());
    }
}
