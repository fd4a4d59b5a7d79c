package io.histostream.cli.demo;

import io.histostream.cli.submit.Description;
import io.histostream.cli.submit.LocalImage;
import io.histostream.cli.submit.Parallel;
import io.histostream.cli.terminal.ProgressBar;
import io.histostream.cli.terminal.Terminal;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import io.histostream.synthetic.Cohort;
import io.histostream.synthetic.SlideGenerator;
import io.histostream.synthetic.SyntheticImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Generated slides as files, with their truth. The same seed makes the same files, so that they are made only once. */
public final class GeneratedSlides {

    private final Path folder;
    private final long seed;

    public GeneratedSlides(Path folder, long seed) {
        this.folder = folder.resolve("seed-" + seed);
        this.seed = seed;
    }

    /** So many images, over all magnifications and both labels. */
    public List<LocalImage> images(int count, Terminal terminal) throws InterruptedException {
        Cohort cohort = Cohort.of(2, 1, 1);
        int patients = Math.max(
                2, (int) Math.ceil(count / (double) cohort.magnifications().size()));
        List<SyntheticImage> wanted =
                new SlideGenerator(seed).images(Cohort.of(patients, 1, 1)).subList(0, count);
        makeFolder();
        try (ProgressBar bar = new ProgressBar(terminal, "Generating", count)) {
            bar.alreadyDone(
                    wanted.stream().filter(image -> Files.exists(file(image))).count());
            int threads = Runtime.getRuntime().availableProcessors();
            return new Parallel(threads).map(wanted, image -> write(image, bar));
        }
    }

    private LocalImage write(SyntheticImage image, ProgressBar bar) throws IOException {
        Path file = file(image);
        if (!Files.exists(file)) {
            Path unfinished = Files.createTempFile(folder, ".unfinished-", null);
            Files.write(unfinished, image.png());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            bar.add(1);
        }
        Specimen specimen = new Specimen(image.patientId(), null, image.slideId());
        Magnification magnification = Magnification.of(image.magnification());
        return new LocalImage(
                file,
                "image/png",
                new Description(specimen, magnification, image.label().text(), null));
    }

    private Path file(SyntheticImage image) {
        return folder.resolve(image.fileName());
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
