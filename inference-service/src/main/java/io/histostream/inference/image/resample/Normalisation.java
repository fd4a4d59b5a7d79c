package io.histostream.inference.image.resample;

import io.histostream.inference.image.Preprocessing;

/** What each of the 256 levels of a channel becomes: torchvision's {@code ToTensor} and {@code Normalize} in float32. */
final class Normalisation {

    private static final int LEVELS = 256;

    private Normalisation() {}

    static float[][] tables(Preprocessing preprocessing) {
        float[][] tables = new float[preprocessing.mean().size()][LEVELS];
        for (int channel = 0; channel < tables.length; channel++) {
            float mean = preprocessing.mean().get(channel).floatValue();
            float deviation = preprocessing.std().get(channel).floatValue();
            for (int level = 0; level < LEVELS; level++) {
                float rescaled = (float) (level * preprocessing.rescale());
                tables[channel][level] = (rescaled - mean) / deviation;
            }
        }
        return tables;
    }
}
