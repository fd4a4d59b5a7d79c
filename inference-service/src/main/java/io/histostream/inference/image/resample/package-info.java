/**
 * Resizes rows of RGB like Pillow and normalises them like torchvision. Start reading at
 * {@link io.histostream.inference.image.resample.TensorWriter}.
 */
package io.histostream.inference.image.resample;
