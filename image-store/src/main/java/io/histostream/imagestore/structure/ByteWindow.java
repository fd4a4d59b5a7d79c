package io.histostream.imagestore.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Random access to a file through a window of bounded size; a read past the end means that the file was cut. */
final class ByteWindow {

    private static final int WINDOW = 16 * 1024;

    private final SeekableByteChannel channel;
    private final byte[] window;
    private final long size;
    private long start;
    private int length;

    private ByteWindow(SeekableByteChannel channel, byte[] window, long size, int length) {
        this.channel = channel;
        this.window = window;
        this.size = size;
        this.length = length;
    }

    static ByteWindow over(byte[] bytes) {
        return new ByteWindow(null, bytes, bytes.length, bytes.length);
    }

    static ByteWindow over(SeekableByteChannel channel) {
        try {
            long size = channel.size();
            return new ByteWindow(channel, new byte[(int) Math.min(WINDOW, size)], size, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second window over the same file, for a reader that goes to and fro between two places. */
    ByteWindow another() {
        return channel == null ? this : over(channel);
    }

    long size() {
        return size;
    }

    /** Unsigned byte. */
    int u8(long position) throws StructureException {
        if (position < start || position >= start + length) {
            load(position);
        }
        return window[(int) (position - start)] & 0xFF;
    }

    /** Unsigned 16 bits, big-endian. */
    int u16(long position) throws StructureException {
        return u8(position) << 8 | u8(position + 1);
    }

    /** Unsigned 32 bits, big-endian. */
    long u32(long position) throws StructureException {
        return (long) u16(position) << 16 | u16(position + 2);
    }

    /** Throws unless the file has every byte from a position to an end, exclusive. */
    void require(long end) throws StructureException {
        if (end > size) {
            throw StructureFault.TRUNCATED.because("the file ends before the picture does");
        }
    }

    long crc32(long from, long to) throws StructureException {
        require(to);
        CRC32 crc = new CRC32();
        long position = from;
        while (position < to) {
            u8(position);
            int offset = (int) (position - start);
            int count = (int) Math.min(length - offset, to - position);
            crc.update(window, offset, count);
            position += count;
        }
        return crc.getValue();
    }

    /** Position of the first 0xFF at or after a position, or the file's size. */
    long indexOfFf(long from) throws StructureException {
        long position = from;
        while (position < size) {
            u8(position);
            for (int i = (int) (position - start); i < length; i++) {
                if (window[i] == (byte) 0xFF) {
                    return start + i;
                }
            }
            position = start + length;
        }
        return size;
    }

    String startInHexadecimal(int bytes) throws StructureException {
        byte[] first = new byte[(int) Math.min(bytes, size)];
        for (int i = 0; i < first.length; i++) {
            first[i] = (byte) u8(i);
        }
        return HexFormat.of().formatHex(first);
    }

    private void load(long position) throws StructureException {
        require(position + 1);
        try {
            start = position;
            length = 0;
            ByteBuffer target = ByteBuffer.wrap(window, 0, (int) Math.min(window.length, size - position));
            channel.position(position);
            while (target.hasRemaining() && channel.read(target) >= 0) {
                length = target.position();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (length == 0) {
            throw StructureFault.TRUNCATED.because("the file became shorter while it was read");
        }
    }
}
