package io.histostream.imagestore.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of a file, read by position, so that several slices of one channel may be read. */
final class FileSlice extends InputStream {

    private final FileChannel file;
    private final long end;
    private long position;

    FileSlice(FileChannel file, long position, long length) {
        this.file = file;
        this.position = position;
        this.end = position + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            return -1;
        }
        int count = file.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, end - position)), position);
        if (count < 0) {
            throw new EOFException("the file of an upload has become shorter");
        }
        position += count;
        return count;
    }
}
