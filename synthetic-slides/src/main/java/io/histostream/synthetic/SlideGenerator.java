package io.histostream.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Generates breast tissue from a seed: patients, their slides, and fields of each slide at each magnification.
 *
 * <p>Patient numbers are drawn at random, so neither an identifier nor the order tells the label. Rendering is lazy and
 * thread-safe: an image holds its recipe, not its pixels.
 */
public final class SlideGenerator {
    private static final Subtype[] BENIGN = {
        Subtype.FIBROADENOMA, Subtype.ADENOSIS, Subtype.TUBULAR_ADENOMA, Subtype.PHYLLODES_TUMOUR
    };
    private static final Subtype[] MALIGNANT = {
        Subtype.DUCTAL_CARCINOMA, Subtype.LOBULAR_CARCINOMA, Subtype.MUCINOUS_CARCINOMA, Subtype.PAPILLARY_CARCINOMA
    };

    private final long seed;

    public SlideGenerator(long seed) {
        this.seed = seed;
    }

    /** Every image of the cohort: patient by patient, slide by slide, lowest magnification first as listed. */
    public List<SyntheticImage> images(Cohort cohort) {
        List<SyntheticImage> images = new ArrayList<>(cohort.imageCount());
        for (Patient patient : patients(cohort)) {
            for (int number = 0; number < cohort.slidesPerPatient(); number++) {
                addFields(images, Slide.of(patient, number), cohort);
            }
        }
        return List.copyOf(images);
    }

    private static void addFields(List<SyntheticImage> images, Slide slide, Cohort cohort) {
        for (int magnification : cohort.magnifications()) {
            for (int sequence = 1; sequence <= cohort.imagesPerSlide(); sequence++) {
                images.add(new SyntheticImage(slide, magnification, sequence, cohort));
            }
        }
    }

    private List<Patient> patients(Cohort cohort) {
        List<Subtype> subtypes = shuffled(subtypes(cohort));
        int first = 10_000 + new SplitMix(SplitMix.mix(seed, 3)).below(70_000);
        List<Patient> patients = new ArrayList<>(cohort.patients());
        for (int i = 0; i < cohort.patients(); i++) {
            String id = "26-" + (first + 7 * i);
            patients.add(Patient.of(id, subtypes.get(i), SplitMix.mix(seed, 1, i)));
        }
        return patients;
    }

    private static List<Subtype> subtypes(Cohort cohort) {
        int malignant = (int) (cohort.patients() * cohort.malignantShare() + 0.5);
        List<Subtype> subtypes = new ArrayList<>(cohort.patients());
        for (int i = 0; i < cohort.patients(); i++) {
            subtypes.add(i < malignant ? MALIGNANT[i % MALIGNANT.length] : BENIGN[(i - malignant) % BENIGN.length]);
        }
        return subtypes;
    }

    private List<Subtype> shuffled(List<Subtype> subtypes) {
        SplitMix random = new SplitMix(SplitMix.mix(seed, 2));
        for (int i = subtypes.size() - 1; i > 0; i--) {
            int other = random.below(i + 1);
            Subtype moved = subtypes.get(i);
            subtypes.set(i, subtypes.get(other));
            subtypes.set(other, moved);
        }
        return subtypes;
    }
}
