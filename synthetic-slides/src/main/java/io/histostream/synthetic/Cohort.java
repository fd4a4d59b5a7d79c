package io.histostream.synthetic;

import java.util.List;

/**
 * How many patients, slides and images to generate, and how large.
 *
 * @param imagesPerSlide images of each slide at each magnification
 * @param malignantShare the share of patients with a malignant tumour
 */
public record Cohort(
        int patients,
        int slidesPerPatient,
        int imagesPerSlide,
        List<Integer> magnifications,
        double malignantShare,
        int width,
        int height) {

    public Cohort {
        magnifications = List.copyOf(magnifications);
        if (patients < 1 || slidesPerPatient < 1 || slidesPerPatient > 26 || imagesPerSlide < 1) {
            throw new IllegalArgumentException("a cohort has patients, 1 to 26 slides each, and images");
        }
        if (magnifications.isEmpty() || magnifications.stream().anyMatch(m -> m < 1 || m > 1000)) {
            throw new IllegalArgumentException("magnifications must be within 1 and 1000");
        }
        if (malignantShare < 0 || malignantShare > 1) {
            throw new IllegalArgumentException("the malignant share must be within 0 and 1");
        }
        if (width < 16 || height < 16 || width > 8192 || height > 8192) {
            throw new IllegalArgumentException("sides must be within 16 and 8192 pixels");
        }
    }

    /** Images of BreakHis's size and magnifications, half the patients malignant. */
    public static Cohort of(int patients, int slidesPerPatient, int imagesPerSlide) {
        return new Cohort(patients, slidesPerPatient, imagesPerSlide, List.of(40, 100, 200, 400), 0.5, 700, 460);
    }

    public Cohort withMagnifications(List<Integer> chosen) {
        return new Cohort(patients, slidesPerPatient, imagesPerSlide, chosen, malignantShare, width, height);
    }

    public Cohort withMalignantShare(double share) {
        return new Cohort(patients, slidesPerPatient, imagesPerSlide, magnifications, share, width, height);
    }

    public Cohort withSize(int newWidth, int newHeight) {
        return new Cohort(
                patients, slidesPerPatient, imagesPerSlide, magnifications, malignantShare, newWidth, newHeight);
    }

    public int imageCount() {
        return patients * slidesPerPatient * imagesPerSlide * magnifications.size();
    }
}
