package io.histostream.inference.image.decode;

import io.histostream.inference.image.ImageRejectedException;

final class JpegDecoder {
    static void decode(byte[] f, DecoderScratch s, RowSink sink) throws ImageRejectedException {
        throw new UnsupportedOperationException();
    }
}
