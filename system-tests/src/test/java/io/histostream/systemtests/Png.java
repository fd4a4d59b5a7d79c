package io.histostream.systemtests;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files put together by hand, with right checksums around wrong contents. */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Png() {}

    /** An RGB picture with these bytes for its compressed pixels. */
    static byte[] withPixels(byte[] compressed, int width, int height) {
        return join(SIGNATURE, header(width, height, 8, 2), chunk("IDAT", compressed), chunk("IEND", new byte[0]));
    }

    /** A header chunk with any values. */
    static byte[] header(int width, int height, int bits, int colour) {
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(width).putInt(height).put((byte) bits).put((byte) colour);
        return chunk("IHDR", header.array());
    }

    static byte[] file(byte[]... chunks) {
        return join(SIGNATURE, join(chunks));
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    static byte[] nonsense(long seed) {
        byte[] bytes = new byte[200];
        new Random(seed).nextBytes(bytes);
        // No zlib stream begins so.
        bytes[0] = (byte) 0xFF;
        return bytes;
    }

    /** The compressed form of as many zero bytes. */
    static byte[] zeros(long count) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] input = new byte[1 << 16];
        byte[] output = new byte[1 << 16];
        for (long left = count; left > 0; left -= input.length) {
            deflater.setInput(input, 0, (int) Math.min(left, input.length));
            drain(deflater, out, output);
        }
        deflater.finish();
        drain(deflater, out, output);
        deflater.end();
        return out.toByteArray();
    }

    private static void drain(Deflater deflater, ByteArrayOutputStream out, byte[] buffer) {
        int length;
        while ((length = deflater.deflate(buffer)) > 0) {
            out.write(buffer, 0, length);
        }
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
