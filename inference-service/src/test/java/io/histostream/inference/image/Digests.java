package io.histostream.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of pixels and tensors as the golden files state them. */
public final class Digests {

    private Digests() {}

    public static String sha256(byte[] bytes) {
        return hex(ByteBuffer.wrap(bytes));
    }

    /** Over little-endian float32, from 0 to the buffer's position. */
    public static String ofTensor(FloatBuffer tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(tensor.position() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.duplicate().flip());
        return hex(bytes);
    }

    /** Over red, green, blue per pixel; the tensor holds levels, channel by channel. */
    static String ofLevels(FloatBuffer tensor) {
        return ofLevels(tensor, tensor.position() / 3);
    }

    /** The same of frames of so many pixels, one after the other. */
    public static String ofLevels(FloatBuffer tensor, int pixels) {
        byte[] rgb = new byte[tensor.position()];
        for (int i = 0; i < rgb.length; i++) {
            int frame = i / (3 * pixels);
            int inFrame = i % (3 * pixels);
            rgb[i] = (byte) tensor.get((3 * frame + inFrame % 3) * pixels + inFrame / 3);
        }
        return sha256(rgb);
    }

    private static String hex(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
