/** The journey of an image by the {@code histostream} command: packaged services, generated and real images. */
package io.histostream.systemtests.journey;
