package io.histostream.benchmarks;

import io.histostream.synthetic.Cohort;
import io.histostream.synthetic.SlideGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A generated 700x460 PNG and its digest. */
record Picture(byte[] png, String sha256) {

    /** Distinct pictures, the same for every run. */
    static List<Picture> generate(int count) {
        List<Picture> pictures = new SlideGenerator(7)
                .images(cohort(count)).parallelStream()
                        .limit(count)
                        .map(image -> of(image.png()))
                        .toList();
        if (pictures.size() != count) {
            throw new IllegalStateException("the cohort has only " + pictures.size() + " pictures");
        }
        return pictures;
    }

    private static Cohort cohort(int count) {
        int perPatient = 16;
        return Cohort.of((count + perPatient - 1) / perPatient, 1, perPatient / 4);
    }

    private static Picture of(byte[] png) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(png);
            return new Picture(png, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
