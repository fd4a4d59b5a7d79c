/**
 * Turns PNG, JPEG and TIFF files whose structure has been inspected into rows of RGB, equal to Pillow's
 * {@code Image.open(file).convert("RGB")}. Start reading at
 * {@link io.histostream.inference.image.decode.ImageDecoder}.
 */
package io.histostream.inference.image.decode;
