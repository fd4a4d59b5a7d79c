package io.histostream.cli.submit;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;

/**
 * What is known of an image besides its pixels.
 *
 * @param magnification {@code null} when unknown
 * @param label the pathologist's finding, or {@code null}; it never leaves this machine
 */
public record Description(Specimen specimen, Magnification magnification, String label) {

    public static final Description NONE = new Description(Specimen.UNKNOWN, null, null);
}
