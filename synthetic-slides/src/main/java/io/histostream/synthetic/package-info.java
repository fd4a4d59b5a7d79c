/**
 * Seeded generator of H&amp;E-like microscope fields: patients have slides, slides are photographed at magnifications.
 *
 * <p>Start reading at {@link io.histostream.synthetic.SlideGenerator}. A seed gives the same pixels on any JDK: every
 * value comes from integer hashes, IEEE arithmetic and {@link java.lang.StrictMath}. The PNG bytes around those pixels
 * may differ with the zlib that a JDK carries.
 */
package io.histostream.synthetic;
