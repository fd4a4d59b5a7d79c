package io.histostream.imagestore.structure;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small whole pictures, and the pieces to build broken ones from. */
final class Pictures {

    static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Pictures() {}

    static byte[] png() {
        return write("png", noise(BufferedImage.TYPE_INT_RGB));
    }

    static byte[] palettePng() {
        return write("png", noise(BufferedImage.TYPE_BYTE_INDEXED));
    }

    static byte[] jpeg() {
        return write("jpeg", noise(BufferedImage.TYPE_INT_RGB));
    }

    static byte[] progressiveJpeg() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return write(writer, param, noise(BufferedImage.TYPE_INT_RGB));
    }

    static byte[] tiff() {
        return write("tiff", noise(BufferedImage.TYPE_INT_RGB));
    }

    static byte[] compressedTiff(String compression) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
        return write(writer, param, noise(BufferedImage.TYPE_INT_RGB));
    }

    static byte[] tiledTiff() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        param.setTiling(16, 16, 0, 0);
        return write(writer, param, noise(BufferedImage.TYPE_INT_RGB));
    }

    static byte[] tiffOfTwoPages() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(noise(BufferedImage.TYPE_INT_RGB), null, null), null);
            writer.writeToSequence(new IIOImage(noise(BufferedImage.TYPE_INT_RGB), null, null), null);
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A PNG made of the given chunks. */
    static byte[] pngOf(byte[]... chunks) {
        return concatenate(PNG_SIGNATURE, concatenate(chunks));
    }

    static byte[] header(int width, int height, int bitDepth, int colourType) {
        byte[] content = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bitDepth)
                .put((byte) colourType)
                .array();
        return chunk("IHDR", content);
    }

    static byte[] chunk(String type, byte... content) {
        byte[] named = concatenate(type.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 crc = new CRC32();
        crc.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(content.length)
                .put(named)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A little-endian TIFF of the given directories, one after the other, the first at offset 8. */
    static byte[] tiffOf(byte[]... directories) {
        return concatenate(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0}, concatenate(directories));
    }

    /** A directory with fields of tag, type, count and value each, and the offset of the next one. */
    static byte[] directory(long next, long[]... fields) {
        ByteBuffer directory =
                ByteBuffer.allocate(directoryLength(fields.length)).order(ByteOrder.LITTLE_ENDIAN);
        directory.putShort((short) fields.length);
        for (long[] field : fields) {
            directory.putShort((short) field[0]).putShort((short) field[1]);
            directory.putInt((int) field[2]).putInt((int) field[3]);
        }
        return directory.putInt((int) next).array();
    }

    static int directoryLength(int fields) {
        return 2 + 12 * fields + 4;
    }

    /** A field with a single 32-bit value. */
    static long[] field(int tag, long value) {
        return new long[] {tag, 4, 1, value};
    }

    static byte[] concatenate(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    private static BufferedImage noise(int type) {
        BufferedImage image = new BufferedImage(37, 23, type);
        Random random = new Random(7);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static byte[] write(String format, BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        return write(writer, writer.getDefaultWriteParam(), image);
    }

    private static byte[] write(ImageWriter writer, ImageWriteParam param, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
