package io.histostream.inference.image.stain;

import io.histostream.inference.image.Stain;
import java.util.List;
import java.util.Optional;

/** Gives each stain of a picture the reference's colour and its largest concentration the reference's. */
public final class MacenkoNormaliser implements StainNormaliser {

    private final Stain.Macenko reference;

    public MacenkoNormaliser(Stain.Macenko reference) {
        this.reference = reference;
    }

    @Override
    public void normalise(byte[] rgb) {
        Optional<StainMatrix> stains = StainMatrix.of(rgb);
        if (stains.isEmpty()) {
            return;
        }
        double[][] transform = transform(stains.get());
        for (int pixel = 0; pixel < rgb.length; pixel += 3) {
            double red = OpticalDensity.of(rgb[pixel]);
            double green = OpticalDensity.of(rgb[pixel + 1]);
            double blue = OpticalDensity.of(rgb[pixel + 2]);
            for (int channel = 0; channel < 3; channel++) {
                double[] row = transform[channel];
                rgb[pixel + channel] = OpticalDensity.level(row[0] * red + row[1] * green + row[2] * blue);
            }
        }
    }

    /** From densities to densities: unmixed, scaled, and mixed of the reference's stains. */
    private double[][] transform(StainMatrix stains) {
        double[][] unmixing = stains.unmixing();
        List<Double> largest = reference.maxConcentrations();
        double ofHaematoxylin = largest.get(0) / stains.maxHaematoxylin();
        double ofEosin = largest.get(1) / stains.maxEosin();
        double[][] transform = new double[3][3];
        for (int to = 0; to < 3; to++) {
            double haematoxylin = reference.stains().get(0).get(to) * ofHaematoxylin;
            double eosin = reference.stains().get(1).get(to) * ofEosin;
            for (int from = 0; from < 3; from++) {
                transform[to][from] = haematoxylin * unmixing[0][from] + eosin * unmixing[1][from];
            }
        }
        return transform;
    }
}
