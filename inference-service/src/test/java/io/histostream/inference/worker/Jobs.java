package io.histostream.inference.worker;

import io.histostream.contracts.Ids;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.ImageReference;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.inference.model.Sha256;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import javax.imageio.ImageIO;

/** Pictures and jobs for the tests. */
final class Jobs {

    static final String TENANT = "default";

    private Jobs() {}

    /** A PNG of one colour; the marks make pictures of one colour differ. */
    static byte[] picture(Color colour, int marks) {
        BufferedImage image = new BufferedImage(64 + marks, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Stores the bytes as the ingest service does. */
    static void store(ImageStore store, byte[] bytes) {
        store(store, Sha256.of(bytes), bytes);
    }

    /** Stores the bytes under a digest that may be another's. */
    static void store(ImageStore store, String sha256, byte[] bytes) {
        try (PendingObject object = store.begin()) {
            object.write(bytes);
            object.commit(StoreKey.image(TENANT, sha256));
        }
    }

    static ImageJob job(byte[] bytes) {
        return job(Sha256.of(bytes), bytes.length);
    }

    /** For which the lab asked for a heat map. */
    static ImageJob jobWithMap(byte[] bytes) {
        return job(Sha256.of(bytes), bytes.length, true);
    }

    static ImageJob job(String sha256, long size) {
        return job(sha256, size, null);
    }

    private static ImageJob job(String sha256, long size, Boolean activationMap) {
        UUID batch = UUID.randomUUID();
        UUID image = Ids.image(TENANT, sha256);
        return new ImageJob(
                ImageJob.SCHEMA_VERSION,
                Ids.job(batch, image, "tiny"),
                batch,
                image,
                TENANT,
                null,
                new ImageReference(StoreKey.image(TENANT, sha256).value(), sha256, "image/png", size),
                Specimen.UNKNOWN,
                Magnification.of(40),
                "tiny",
                Instant.parse("2026-01-01T00:00:00Z"),
                activationMap);
    }
}
