package io.histostream.synthetic;

/** One slide of a patient: the same tumour and laboratory, with its own cut, staining time and focus. */
record Slide(Patient patient, String id, double atypia, Stain stain, long seed) {

    static Slide of(Patient patient, int number) {
        long seed = SplitMix.mix(patient.seed(), 71, number);
        SplitMix random = new SplitMix(seed);
        double atypia = Math.max(0, Math.min(1, patient.atypia() + 0.05 * random.bell()));
        String id = patient.id() + (char) ('A' + number);
        return new Slide(patient, id, atypia, patient.stain().varied(random), seed);
    }
}
