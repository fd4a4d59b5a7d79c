/**
 * What people say of images: labels, with the finer classes that they came as, and their history. Start reading at
 * {@link io.histostream.results.label.Labels}.
 */
package io.histostream.results.label;
