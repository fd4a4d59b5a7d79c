package io.histostream.inference.image;

import io.histostream.inference.image.stain.MacenkoNormaliser;
import io.histostream.inference.image.stain.ReinhardNormaliser;
import io.histostream.inference.image.stain.StainNormaliser;
import java.util.List;
import java.util.Objects;

/**
 * Gives a resized picture the colours of a reference, whose numbers stand in the card. The version fixes every constant
 * of the method; another constant would be another version.
 */
public sealed interface Stain {

    int VERSION = 1;

    /** A new one, for one thread at a time. */
    StainNormaliser normaliser();

    /**
     * Macenko et al., "A method for normalizing histology slides for quantitative analysis", ISBI 2009.
     *
     * @param stains optical densities (red, green, blue) of the reference's haematoxylin and eosin, each of length 1
     * @param maxConcentrations 99th percentiles of both stains' concentrations in the reference
     */
    record Macenko(int version, List<List<Double>> stains, List<Double> maxConcentrations) implements Stain {
        private static final double LENGTH_TOLERANCE = 1e-3;

        public Macenko {
            requireVersion(version);
            Objects.requireNonNull(stains, "stain.stains");
            check(stains.size() == 2, "stain.stains must be two: haematoxylin and eosin");
            stains = stains.stream()
                    .map(each -> numbers("stain.stains", each, 3))
                    .toList();
            for (List<Double> each : stains) {
                double length = Math.sqrt(each.stream().mapToDouble(x -> x * x).sum());
                check(Math.abs(length - 1) < LENGTH_TOLERANCE, "stain.stains must each have length 1");
            }
            maxConcentrations = numbers("stain.maxConcentrations", maxConcentrations, 2);
            check(
                    maxConcentrations.stream().allMatch(each -> each > 0),
                    "stain.maxConcentrations must be greater than 0");
        }

        @Override
        public StainNormaliser normaliser() {
            return new MacenkoNormaliser(this);
        }
    }

    /**
     * Reinhard et al., "Color transfer between images", IEEE Computer Graphics and Applications 21(5), 2001.
     *
     * @param mean of the reference's pixels in Ruderman's l, alpha and beta
     * @param std their standard deviations
     */
    record Reinhard(int version, List<Double> mean, List<Double> std) implements Stain {
        public Reinhard {
            requireVersion(version);
            mean = numbers("stain.mean", mean, 3);
            std = numbers("stain.std", std, 3);
            check(std.stream().allMatch(each -> each > 0), "stain.std must be greater than 0");
        }

        @Override
        public StainNormaliser normaliser() {
            return new ReinhardNormaliser(this);
        }
    }

    private static void requireVersion(int version) {
        check(version == VERSION, "stain.version must be " + VERSION);
    }

    private static List<Double> numbers(String name, List<Double> values, int count) {
        List<Double> copy = List.copyOf(Objects.requireNonNull(values, name));
        check(
                copy.size() == count && copy.stream().allMatch(Double::isFinite),
                name + " must hold " + count + " finite numbers");
        return copy;
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
