package io.histostream.synthetic;

/**
 * One generated patient.
 *
 * @param atypia how far the nuclei are from normal, 0 to 1: size, variation, chromatin and outline follow it
 * @param stain how this patient's laboratory stains and photographs, whatever the label
 */
record Patient(String id, Subtype subtype, double atypia, Stain stain, long seed) {

    static Patient of(String id, Subtype subtype, long seed) {
        SplitMix random = new SplitMix(seed);
        double atypia = subtype.label() == Label.MALIGNANT ? random.between(0.32, 0.95) : random.between(0.0, 0.36);
        if (subtype == Subtype.LOBULAR_CARCINOMA) {
            atypia *= 0.8;
        }
        return new Patient(id, subtype, atypia, Stain.of(random), seed);
    }
}
