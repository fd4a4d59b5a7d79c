package io.histostream.inference.image.stain;

/** Gives a picture the colours of a reference. */
public interface StainNormaliser {

    /**
     * Changes the pixels (red, green, blue) in place. A picture whose stains cannot be told is left as it is: one with
     * too little tissue, of one colour, or grey.
     */
    void normalise(byte[] rgb);
}
