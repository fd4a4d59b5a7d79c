package io.histostream.inference.image.decode;

import javax.imageio.stream.ImageInputStreamImpl;

/** A file in memory as ImageIO wants to read it, without its copying cache. */
final class ArrayImageInputStream extends ImageInputStreamImpl {

    private final byte[] file;

    ArrayImageInputStream(byte[] file) {
        this.file = file;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < file.length ? file[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        if (streamPos >= file.length) {
            return -1;
        }
        int read = (int) Math.min(length, file.length - streamPos);
        System.arraycopy(file, (int) streamPos, target, offset, read);
        streamPos += read;
        return read;
    }

    @Override
    public long length() {
        return file.length;
    }
}
