package io.histostream.inference.image.stain;

/**
 * Eigenvectors of a symmetric 3x3 matrix by Jacobi's rotations, a fixed number of rounds, so that another language
 * takes the same steps.
 */
final class SymmetricMatrix {

    private static final int SIDE = 3;
    /** Far more than convergence takes. */
    private static final int ROUNDS = 12;

    private final double[][] values;
    private final double[][] vectors = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    /** The matrix becomes this object's. */
    SymmetricMatrix(double[][] matrix) {
        this.values = matrix;
        for (int round = 0; round < ROUNDS; round++) {
            rotate(0, 1);
            rotate(0, 2);
            rotate(1, 2);
        }
    }

    private void rotate(int p, int q) {
        if (values[p][q] == 0) {
            return;
        }
        double theta = (values[q][q] - values[p][p]) / (2 * values[p][q]);
        double tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        rotateColumns(values, p, q, cosine, sine);
        for (int k = 0; k < SIDE; k++) {
            double atP = values[p][k];
            double atQ = values[q][k];
            values[p][k] = cosine * atP - sine * atQ;
            values[q][k] = sine * atP + cosine * atQ;
        }
        rotateColumns(vectors, p, q, cosine, sine);
    }

    private static void rotateColumns(double[][] matrix, int p, int q, double cosine, double sine) {
        for (double[] row : matrix) {
            double atP = row[p];
            double atQ = row[q];
            row[p] = cosine * atP - sine * atQ;
            row[q] = sine * atP + cosine * atQ;
        }
    }

    /** Number 0 is the largest; equal ones keep their order. */
    private int column(int rank) {
        for (int column = 0; column < SIDE; column++) {
            int larger = 0;
            for (int other = 0; other < SIDE; other++) {
                boolean before = values[other][other] > values[column][column]
                        || values[other][other] == values[column][column] && other < column;
                larger += before ? 1 : 0;
            }
            if (larger == rank) {
                return column;
            }
        }
        throw new IllegalArgumentException("the matrix holds what is not a number");
    }

    double value(int rank) {
        return values[column(rank)][column(rank)];
    }

    /** Of length 1. */
    double[] vector(int rank) {
        int column = column(rank);
        return new double[] {vectors[0][column], vectors[1][column], vectors[2][column]};
    }
}
