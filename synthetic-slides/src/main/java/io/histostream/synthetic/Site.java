package io.histostream.synthetic;

/**
 * What stands at one point of the tissue; the first four are signed depths in micrometres, positive inside.
 *
 * <p>Mutable and reused, since a field asks for a hundred thousand of them.
 */
final class Site {
    double epithelium;
    double lumen;
    double fat;
    double mucin;

    /** Denser or looser stroma, in [-1, 1]. */
    double density;

    /** Position along and across the collagen fibres, in micrometres. */
    double along;

    double across;
}
