package io.histostream.imagestore.structure;

import static io.histostream.imagestore.structure.Pictures.chunk;
import static io.histostream.imagestore.structure.Pictures.concatenate;
import static io.histostream.imagestore.structure.Pictures.directory;
import static io.histostream.imagestore.structure.Pictures.field;
import static io.histostream.imagestore.structure.Pictures.header;
import static io.histostream.imagestore.structure.Pictures.pngOf;
import static io.histostream.imagestore.structure.Pictures.tiffOf;
import static io.histostream.imagestore.structure.StructureFault.CORRUPT;
import static io.histostream.imagestore.structure.StructureFault.MEDIA_TYPE_MISMATCH;
import static io.histostream.imagestore.structure.StructureFault.TOO_LARGE;
import static io.histostream.imagestore.structure.StructureFault.TRUNCATED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Files that break one rule each, with the fault that must be found. */
final class BrokenFiles {

    /** The fields of a whole page of 4 by 4 black and white pixels, which lie at offset 8. */
    static final long[][] PAGE = {field(256, 4), field(257, 4), field(273, 8), field(279, 4)};

    private static final byte[] END = chunk("IEND");
    private static final byte[] PIXELS = chunk("IDAT", (byte) 1);

    private BrokenFiles() {}

    static Stream<Arguments> all() {
        byte[] rgb = header(4, 4, 8, 2);
        return Stream.of(
                png("no header", pngOf(PIXELS, END), CORRUPT),
                png("two headers", pngOf(rgb, rgb, PIXELS, END), CORRUPT),
                png("no pixels", pngOf(rgb, END), CORRUPT),
                png("no width", pngOf(header(0, 4, 8, 2), PIXELS, END), CORRUPT),
                png("bomb", pngOf(header(20_000, 20_000, 8, 2), PIXELS, END), TOO_LARGE),
                png("unsigned width", pngOf(header(-1, -1, 8, 2), PIXELS, END), TOO_LARGE),
                png("depth 7", pngOf(header(4, 4, 7, 2), PIXELS, END), CORRUPT),
                png("colour type 5", pngOf(header(4, 4, 8, 5), PIXELS, END), CORRUPT),
                png("palette missing", pngOf(header(4, 4, 8, 3), PIXELS, END), CORRUPT),
                png("palette late", pngOf(rgb, PIXELS, chunk("PLTE", new byte[3]), END), CORRUPT),
                png("palette odd", pngOf(rgb, chunk("PLTE", new byte[4]), PIXELS, END), CORRUPT),
                png("pixels apart", pngOf(rgb, PIXELS, chunk("tEXt"), PIXELS, END), CORRUPT),
                png("unknown critical chunk", pngOf(rgb, chunk("ABCD"), PIXELS, END), CORRUPT),
                png("chunk type no letters", pngOf(rgb, chunk("a1cd"), PIXELS, END), CORRUPT),
                png("animated", pngOf(rgb, chunk("acTL", new byte[8]), PIXELS, END), CORRUPT),
                png("end with content", pngOf(rgb, PIXELS, chunk("IEND", (byte) 0)), CORRUPT),
                png("chunk of 4 GB", pngOf(rgb, new byte[] {-1, -1, -1, -1, 'I', 'D', 'A', 'T'}), CORRUPT),
                jpeg("nothing between", hex("ffd8 ffd9"), CORRUPT),
                jpeg("two starts", hex("ffd8 ffd8 ffd9"), CORRUPT),
                jpeg("restart outside a scan", hex("ffd8 ffd0 ffd9"), CORRUPT),
                jpeg("stray bytes", hex("ffd8 ffe00002 00 ffd9"), CORRUPT),
                jpeg("segment too short", hex("ffd8 ffe00001 ffd9"), CORRUPT),
                jpeg("segment beyond the end", hex("ffd8 ffe0ffff ffd9"), TRUNCATED),
                jpeg("bomb", hex("ffd8 ffc0000b08ffffffff01011100 ffd9"), TOO_LARGE),
                jpeg("no height", hex("ffd8 ffc0000b080000000401011100 ffd9"), CORRUPT),
                jpeg("lossless", hex("ffd8 ffc3000b080004000401011100 ffd9"), CORRUPT),
                jpeg("arithmetic", hex("ffd8 ffc9000b080004000401011100 ffd9"), CORRUPT),
                jpeg("frame without scan", hex("ffd8 ffc0000b080004000401011100 ffd9"), CORRUPT),
                jpeg("scan without frame", hex("ffd8 ffda000801010000ff00 11 ffd9"), CORRUPT),
                jpeg("empty scan", hex("ffd8 ffc0000b080004000401011100 ffda0008010100003f00 ffd9"), CORRUPT),
                jpeg("only fill", concatenate(hex("ffd8"), filled(500_000)), TRUNCATED),
                tiff("no directory", hex("49492a0000000000"), CORRUPT),
                tiff("directory beyond the end", hex("49492a00ffffff7f"), TRUNCATED),
                tiff("directory in the header", hex("49492a0002000000"), CORRUPT),
                tiff("BigTIFF", hex("49492b0008000000"), MEDIA_TYPE_MISMATCH),
                tiff("loop", tiffOf(directory(8, PAGE)), CORRUPT),
                tiff("loop below", tiffOf(directory(0, PAGE[0], PAGE[1], PAGE[2], PAGE[3], field(330, 8))), CORRUPT),
                tiff("bomb", tiffOf(directory(0, field(256, 50_000), field(257, 50_000))), TOO_LARGE),
                tiff("huge count", tiffOf(directory(0, new long[] {256, 4, 0xFFFF_FFFFL, 8})), TRUNCATED),
                tiff("no strips", tiffOf(directory(0, field(256, 4), field(257, 4))), CORRUPT),
                tiff(
                        "strip too short",
                        tiffOf(directory(0, field(256, 4), field(257, 4), field(273, 8), field(279, 1))),
                        CORRUPT),
                tiff(
                        "strip beyond the end",
                        tiffOf(directory(0, field(256, 4), field(257, 4), field(273, 9999), field(279, 4))),
                        TRUNCATED),
                tiff("twice a field", tiffOf(directory(0, field(256, 4), field(256, 4))), CORRUPT),
                tiff("two pages", Pictures.tiffOfTwoPages(), CORRUPT),
                arguments("zero bytes", "image/png", new byte[0], TRUNCATED),
                arguments("text", "image/png", "hello, world".getBytes(UTF_8), MEDIA_TYPE_MISMATCH),
                arguments("JPEG as PNG", "image/png", Pictures.jpeg(), MEDIA_TYPE_MISMATCH));
    }

    private static Arguments png(String name, byte[] file, StructureFault fault) {
        return arguments("PNG: " + name, "image/png", file, fault);
    }

    private static Arguments jpeg(String name, byte[] file, StructureFault fault) {
        return arguments("JPEG: " + name, "image/jpeg", file, fault);
    }

    private static Arguments tiff(String name, byte[] file, StructureFault fault) {
        return arguments("TIFF: " + name, "image/tiff", file, fault);
    }

    private static byte[] hex(String bytes) {
        return HexFormat.of().parseHex(bytes.replace(" ", ""));
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }
}
