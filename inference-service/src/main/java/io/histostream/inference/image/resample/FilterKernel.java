package io.histostream.inference.image.resample;

import io.histostream.inference.image.Filter;

/** The filters' weight functions as Pillow's {@code Resample.c} writes them, operation for operation. */
enum FilterKernel {
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            return x < 1 ? 1 - x : 0;
        }
    },
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double a = -0.5;
            double x = Math.abs(distance);
            if (x < 1) {
                return ((a + 2) * x - (a + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
        }
    },
    LANCZOS(3) {
        @Override
        double weight(double distance) {
            return -3 <= distance && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
        }
    };

    /** Half the width of the filter where it does not shrink the picture. */
    final double support;

    FilterKernel(double support) {
        this.support = support;
    }

    abstract double weight(double distance);

    static FilterKernel of(Filter filter) {
        return switch (filter) {
            case BILINEAR -> BILINEAR;
            case BICUBIC -> BICUBIC;
            case LANCZOS -> LANCZOS;
        };
    }

    private static double sinc(double x) {
        if (x == 0) {
            return 1;
        }
        double angle = x * Math.PI;
        return StrictMath.sin(angle) / angle;
    }
}
