package io.histostream.inference.image.stain;

import io.histostream.inference.image.Stain;
import java.util.Optional;

/** Gives the pixels of a picture the reference's mean and deviation in l, alpha and beta. */
public final class ReinhardNormaliser implements StainNormaliser {

    private final Stain.Reinhard reference;

    public ReinhardNormaliser(Stain.Reinhard reference) {
        this.reference = reference;
    }

    @Override
    public void normalise(byte[] rgb) {
        Optional<ColourStatistics> known = ColourStatistics.of(rgb);
        if (known.isEmpty()) {
            return;
        }
        ColourStatistics statistics = known.get();
        double[] lab = new double[3];
        for (int pixel = 0; pixel < rgb.length; pixel += 3) {
            RudermanColour.of(rgb, pixel, lab);
            for (int channel = 0; channel < 3; channel++) {
                double scale = reference.std().get(channel) / statistics.std()[channel];
                lab[channel] = (lab[channel] - statistics.mean()[channel]) * scale
                        + reference.mean().get(channel);
            }
            RudermanColour.toPixel(lab, rgb, pixel);
        }
    }
}
