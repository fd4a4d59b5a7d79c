package io.histostream.cli.submit;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Names;
import io.histostream.contracts.Specimen;

/**
 * What is known of an image besides its pixels.
 *
 * @param magnification {@code null} when unknown
 * @param label the pathologist's finding, or {@code null}; it leaves this machine only where that is asked for
 * @param name the lab's own name of the image, a pseudonym, or {@code null}
 */
public record Description(Specimen specimen, Magnification magnification, String label, String name) {

    public Description {
        Names.pseudonymOrNull("name", name);
    }

    public static final Description NONE = new Description(Specimen.UNKNOWN, null, null, null);
}
