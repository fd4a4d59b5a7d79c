package io.histostream.inference.image.decode;

import io.histostream.inference.image.ImageRejectedException;

final class TiffDecoder {
    TiffDecoder(byte[] f, DecoderScratch s) {}

    void decode(RowSink sink) throws ImageRejectedException {
        throw new UnsupportedOperationException();
    }
}
