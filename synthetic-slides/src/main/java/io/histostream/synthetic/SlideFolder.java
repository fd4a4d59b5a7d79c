package io.histostream.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Writes a generated cohort as a folder of images and {@code manifest.csv}, for training and submission. */
public final class SlideFolder {
    public static final String MANIFEST = "manifest.csv";
    private static final String HEADER = "file,patient,slide,magnification,label,subtype,sha256";

    private final Path folder;

    public SlideFolder(Path folder) {
        this.folder = folder;
    }

    /** Renders in parallel; the manifest is written last, in the order of the images. */
    public void write(List<SyntheticImage> images) throws IOException {
        Files.createDirectories(folder);
        List<String> rows;
        try {
            rows = images.parallelStream().map(this::writeImage).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.writeString(folder.resolve(MANIFEST), HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    private String writeImage(SyntheticImage image) {
        byte[] png = image.png();
        try {
            Files.write(folder.resolve(image.fileName()), png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join(
                ",",
                image.fileName(),
                image.patientId(),
                image.slideId(),
                Integer.toString(image.magnification()),
                image.label().text(),
                image.subtype().code(),
                sha256(png));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** {@code SlideFolder FOLDER SEED PATIENTS SLIDES_PER_PATIENT IMAGES_PER_SLIDE [MAGNIFICATION…]}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 5) {
            throw new IllegalArgumentException(
                    "usage: FOLDER SEED PATIENTS SLIDES_PER_PATIENT IMAGES_PER_SLIDE [MAGNIFICATION...]");
        }
        Cohort cohort = Cohort.of(number(arguments[2]), number(arguments[3]), number(arguments[4]));
        if (arguments.length > 5) {
            cohort = cohort.withMagnifications(List.of(arguments).subList(5, arguments.length).stream()
                    .map(SlideFolder::number)
                    .toList());
        }
        List<SyntheticImage> images = new SlideGenerator(Long.parseLong(arguments[1])).images(cohort);
        new SlideFolder(Path.of(arguments[0])).write(images);
        System.out.println(images.size() + " images in " + arguments[0]);
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }
}
