package io.histostream.cli.submit;

import io.histostream.cli.client.BatchRequest;
import io.histostream.cli.terminal.ProgressBar;
import io.histostream.cli.terminal.Terminal;
import io.histostream.contracts.Specimen;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A file to submit and the digest of its content, by which everybody else knows it. */
public record HashedImage(LocalImage image, String sha256) {

    /** The images in their order, each file read once, so many at the same time. */
    public static List<HashedImage> all(List<LocalImage> images, int parallel, Terminal terminal)
            throws InterruptedException {
        try (ProgressBar bar = new ProgressBar(terminal, "Reading", images.size())) {
            return new Parallel(parallel).map(images, image -> {
                HashedImage hashed = of(image);
                bar.add(1);
                return hashed;
            });
        }
    }

    private static HashedImage of(LocalImage image) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(image.file())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return new HashedImage(image, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What is sent: neither the file's name nor its label; the lab's own name where its description has one. */
    BatchRequest.Image posted() {
        Specimen specimen = image.description().specimen();
        return new BatchRequest.Image(
                sha256,
                specimen.equals(Specimen.UNKNOWN) ? null : specimen,
                image.description().magnification(),
                image.description().name());
    }
}
