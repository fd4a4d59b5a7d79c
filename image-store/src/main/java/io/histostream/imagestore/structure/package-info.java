/**
 * Decides from a file's structure, without decoding a pixel, whether it is one whole PNG, JPEG or TIFF picture. Memory
 * is bounded whatever the file claims. Start reading at {@link io.histostream.imagestore.structure.ImageStructure}.
 *
 * <p>One file is one picture: animated PNGs and TIFFs with several pages are refused, since nobody could say which of
 * their pictures a score belongs to. Only reduced copies (pyramids, thumbnails) may follow a TIFF's first page. What
 * compressed pixels say is left to the decoder.
 */
package io.histostream.imagestore.structure;
