package io.histostream.inference.image.stain;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.histostream.inference.image.Stain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What the toolkit made of images; {@code models/toolkit/parity/make_stain_goldens.py} writes it. */
record StainGoldens(MacenkoCard macenko, ReinhardCard reinhard, List<StainedImage> images) {

    record MacenkoCard(String method, int version, List<List<Double>> stains, List<Double> maxConcentrations) {
        Stain.Macenko stain() {
            return new Stain.Macenko(version, stains, maxConcentrations);
        }
    }

    record ReinhardCard(String method, int version, List<Double> mean, List<Double> std) {
        Stain.Reinhard stain() {
            return new Stain.Reinhard(version, mean, std);
        }
    }

    /**
     * @param sha256 of a real image's bytes, which are not in the repository
     * @param stains haematoxylin's and eosin's densities, then both concentrations; null where they cannot be told
     * @param colours means and deviations of l, alpha and beta; null likewise
     */
    record StainedImage(
            String file,
            String name,
            String sha256,
            List<Double> stains,
            List<Double> colours,
            String macenkoSha256,
            String reinhardSha256) {}

    static StainGoldens read(String file) {
        try {
            return JsonMapper.builder().build().readValue(resource(file), StainGoldens.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] resource(String file) {
        try (InputStream stream = StainGoldens.class.getResourceAsStream("/golden-preprocessing/" + file)) {
            return Objects.requireNonNull(stream, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
