/**
 * Gives pictures the stain colours of a reference, in double, with the same results as {@code histotool.stain}. Start
 * reading at {@link io.histostream.inference.image.stain.StainNormaliser}.
 */
package io.histostream.inference.image.stain;
