package io.histostream.results.heatmap;

import io.histostream.contracts.ProblemCode;
import io.histostream.imagestore.structure.StructureLimits;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** Turns pictures and maps into PNG, a few at a time: each takes memory for every pixel. */
@Singleton
public class Drawing {

    /** Makes a picture. */
    interface Work {
        BufferedImage draw() throws UnshownPictureException;
    }

    private final PictureDecoder decoder;
    private final Semaphore permits;
    private final Duration maxWait;

    public Drawing(ResultsConfig config) {
        this.decoder = new PictureDecoder(new StructureLimits(
                config.picture().maxBytes(), config.picture().maxPixels()));
        this.permits = new Semaphore(config.picture().concurrent(), true);
        this.maxWait = config.picture().maxWait();
    }

    PictureDecoder decoder() {
        return decoder;
    }

    /** @throws ProblemException when it cannot be shown, or when too many are being drawn */
    byte[] png(Work work) {
        acquire();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(work.draw(), "png", out)) {
                throw new IOException("there is no encoder");
            }
            return out.toByteArray();
        } catch (UnshownPictureException e) {
            throw new ProblemException(
                    ProblemCode.PICTURE_NOT_SHOWN, "The picture cannot be shown: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new IllegalStateException("a PNG in memory can be written", e);
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (permits.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.retryAfter(
                ProblemCode.OVERLOADED, "Too many pictures are being drawn.", Duration.ofSeconds(1));
    }
}
