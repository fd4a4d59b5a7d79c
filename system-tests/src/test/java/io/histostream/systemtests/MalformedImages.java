package io.histostream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.histostream.systemtests.Pictures.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that are not what they claim to be, by name. */
final class MalformedImages {

    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";
    private static final String TIFF = "image/tiff";

    private final Map<String, Picture> pictures = new LinkedHashMap<>();

    private MalformedImages() {}

    static Map<String, Picture> all() {
        MalformedImages made = new MalformedImages();
        for (Picture whole : List.of(Pictures.png(1), Pictures.jpeg(2), Pictures.tiff(3))) {
            made.truncated(whole);
            made.extended(whole);
            made.mislabelled(whole);
        }
        made.wrongChecksums();
        made.wrongHeaders();
        made.bombs();
        made.brokenJpegs();
        made.brokenTiffs();
        made.nothingOfTheKind();
        return made.pictures;
    }

    private void add(String name, String mediaType, byte[] bytes) {
        pictures.put(name, new Picture(bytes, mediaType));
    }

    private void truncated(Picture whole) {
        // A file of tens of thousands of bytes is cut less often, so that each format has its share.
        int step = Math.max(10, whole.bytes().length / 1200 * 10);
        for (int length = 0; length < whole.bytes().length; length += step) {
            add(whole.mediaType() + " cut to " + length, whole.mediaType(), Arrays.copyOf(whole.bytes(), length));
        }
        int last = whole.bytes().length - 1;
        add(whole.mediaType() + " without its last byte", whole.mediaType(), Arrays.copyOf(whole.bytes(), last));
    }

    private void extended(Picture whole) {
        String type = whole.mediaType();
        if (type.equals(TIFF)) {
            // A TIFF's parts lie anywhere; what follows the last one is for the structural check to decide.
            return;
        }
        add(type + " and one byte", type, Png.join(whole.bytes(), new byte[1]));
        add(type + " and a line", type, Png.join(whole.bytes(), "<script>\n".getBytes(UTF_8)));
        add(type + " twice", type, Png.join(whole.bytes(), whole.bytes()));
    }

    private void mislabelled(Picture whole) {
        for (String type : List.of(PNG, JPEG, TIFF, "image/gif", "text/plain", "application/octet-stream")) {
            if (!type.equals(whole.mediaType())) {
                add(whole.mediaType() + " as " + type, type, whole.bytes());
            }
        }
    }

    private void wrongChecksums() {
        byte[] whole = Pictures.png(4).bytes();
        for (int position = 8; position < whole.length; position += 10) {
            byte[] flipped = whole.clone();
            flipped[position] ^= 0x10;
            add("PNG with a flipped bit at " + position, PNG, flipped);
        }
    }

    private void wrongHeaders() {
        byte[] pixels = Png.zeros(3 * 4 * 4 + 4);
        byte[] end = Png.chunk("IEND", new byte[0]);
        byte[] content = Png.chunk("IDAT", pixels);
        byte[] header = Png.header(4, 4, 8, 2);
        add("PNG of no width", PNG, Png.file(Png.header(0, 4, 8, 2), content, end));
        add("PNG of negative height", PNG, Png.file(Png.header(4, -4, 8, 2), content, end));
        add("PNG of 7 bits", PNG, Png.file(Png.header(4, 4, 7, 2), content, end));
        add("PNG of colour type 9", PNG, Png.file(Png.header(4, 4, 8, 9), content, end));
        add("PNG with two headers", PNG, Png.file(header, header, content, end));
        add("PNG without a header", PNG, Png.file(content, end));
        add("PNG without pixels", PNG, Png.file(header, end));
        add("PNG without an end", PNG, Png.file(header, content));
        add("PNG of a palette that it lacks", PNG, Png.file(Png.header(4, 4, 8, 3), content, end));
        add("PNG of nonsense", PNG, Png.withPixels(Png.nonsense(1), 4, 4));
        add("PNG with too few pixels", PNG, Png.withPixels(Png.zeros(20), 40, 40));
        add("PNG with an endless chunk", PNG, endlessChunk());
    }

    private static byte[] endlessChunk() {
        byte[] file = Png.withPixels(Png.zeros(100), 4, 4);
        Arrays.fill(file, 33, 37, (byte) 0xFF);
        return file;
    }

    private void bombs() {
        add("PNG bomb of 20,000 by 20,000", PNG, Png.withPixels(Png.zeros(1_200_000_000L), 20_000, 20_000));
        add("PNG of 2 billion by 2 billion", PNG, Png.withPixels(Png.zeros(100), Integer.MAX_VALUE, Integer.MAX_VALUE));
        byte[] jpeg = Pictures.jpeg(5).bytes();
        int frame = frameHeader(jpeg);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xFF);
        add("JPEG of 65,535 by 65,535", JPEG, jpeg);
        add("TIFF of 2 billion by 2 billion", TIFF, tiff(8, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 0));
    }

    private static int frameHeader(byte[] jpeg) {
        for (int i = 0; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xFF && (jpeg[i + 1] == (byte) 0xC0 || jpeg[i + 1] == (byte) 0xC2)) {
                return i;
            }
        }
        throw new IllegalStateException("the JPEG has no frame header");
    }

    private void brokenJpegs() {
        byte[] start = {(byte) 0xFF, (byte) 0xD8};
        byte[] end = {(byte) 0xFF, (byte) 0xD9};
        add("JPEG of its start alone", JPEG, start);
        add("JPEG of its start and end", JPEG, Png.join(start, end));
        add("JPEG of two starts", JPEG, Png.join(start, Pictures.jpeg(6).bytes()));
        add(
                "JPEG with a segment longer than itself",
                JPEG,
                Png.join(start, new byte[] {(byte) 0xFF, (byte) 0xE0, (byte) 0xFF, (byte) 0xFF, 1}, end));
        byte[] cut = Pictures.encode(Pictures.pixels(7, 320, 240), "jpg");
        add("JPEG cut in half, with an end", JPEG, Png.join(Arrays.copyOf(cut, cut.length / 2), end));
        add("JPEG of four inks", JPEG, Poison.CMYK.picture(8).bytes());
    }

    private void brokenTiffs() {
        add("TIFF of its header alone", TIFF, new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0});
        add("TIFF whose directory is outside", TIFF, tiff(1_000_000, 4, 4, 1, 0));
        add("TIFF whose directory is its header", TIFF, tiff(0, 4, 4, 1, 0));
        add("TIFF whose directories go in a circle", TIFF, tiff(8, 4, 4, 1, 8));
        add("TIFF with 65,535 entries", TIFF, tiff(8, 4, 4, 65_535, 0));
        add("BigTIFF", TIFF, new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0});
    }

    /** Width, height and one strip of nothing. */
    private static byte[] tiff(int directory, int width, int height, int countFactor, int next) {
        ByteBuffer file = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
        file.putShort((short) (countFactor == 1 ? 4 : countFactor));
        int[][] entries = {{256, 4, 1, width}, {257, 4, 1, height}, {273, 4, 1, 100}, {279, 4, 1, 28}};
        for (int[] entry : entries) {
            file.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        file.putInt(next);
        return file.array();
    }

    private void nothingOfTheKind() {
        List<String> texts = new ArrayList<>(List.of(
                " ", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "PK\u0003\u0004", "{}"));
        texts.add("BM" + "0".repeat(100));
        texts.forEach(text -> {
            for (String type : List.of(PNG, JPEG, TIFF)) {
                add("'" + text.substring(0, Math.min(4, text.length())) + "' as " + type, type, text.getBytes(UTF_8));
            }
        });
    }
}
