package io.histostream.synthetic;

/**
 * One nucleus to paint, in micrometres.
 *
 * @param longAxis half its length
 * @param shortAxis half its width
 * @param directionX with directionY the unit vector of its length
 * @param darkness haematoxylin at full strength
 * @param irregularity of its outline, 0 for an ellipse
 * @param texture strength of the clumped chromatin
 * @param nucleolus darkness of the nucleolus, 0 for none
 * @param halo how clear the cytoplasm around it is, 0 to 1
 */
record Nucleus(
        double x,
        double y,
        double longAxis,
        double shortAxis,
        double directionX,
        double directionY,
        double darkness,
        double irregularity,
        double texture,
        double nucleolus,
        double halo) {}
