package io.histostream.inference.image;

import static io.histostream.contracts.FailureCode.CORRUPT;
import static io.histostream.contracts.FailureCode.DECODER_WARNING;
import static io.histostream.contracts.FailureCode.MEDIA_TYPE_MISMATCH;
import static io.histostream.contracts.FailureCode.TOO_LARGE;
import static io.histostream.contracts.FailureCode.TRAILING_BYTES;
import static io.histostream.contracts.FailureCode.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.histostream.contracts.FailureCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** A damaged file is a typed rejection, never a tensor and never another exception. */
class MalformedImagesTest {

    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";
    private static final String TIFF = "image/tiff";

    private static final Preprocessing PREPROCESSING = new Preprocessing(
            ColourMode.RGB,
            new Resize.Stretch(),
            Filter.BILINEAR,
            8,
            8,
            1 / 255.0,
            List.of(0.5, 0.5, 0.5),
            List.of(0.5, 0.5, 0.5),
            Layout.NCHW);

    private final Preprocessor preprocessor = new Preprocessor(PREPROCESSING, new ImageLimits(1 << 20, 1 << 20));
    private final FloatBuffer slot = FloatBuffer.allocate(preprocessor.elementCount());

    private final byte[] png = GoldenImages.bytes("rgb8.png");
    private final byte[] jpeg = GoldenImages.bytes("jpeg-420.jpg");
    private final byte[] tiff = GoldenImages.bytes("tiff-rgb-lzw.tif");

    @Test
    void wholeImagesPass() {
        assertThat(codeOf(png, PNG)).isNull();
        assertThat(codeOf(jpeg, JPEG)).isNull();
        assertThat(codeOf(tiff, TIFF)).isNull();
    }

    @Test
    void anotherMediaTypeIsAMismatch() {
        assertThat(codeOf(png, JPEG)).isEqualTo(MEDIA_TYPE_MISMATCH);
        assertThat(codeOf(jpeg, TIFF)).isEqualTo(MEDIA_TYPE_MISMATCH);
        assertThat(codeOf(new byte[0], PNG)).isIn(MEDIA_TYPE_MISMATCH, TRUNCATED);
    }

    @Test
    void filesCutAtEveryByteAreRejected() {
        for (int length = 16; length < png.length; length += 7) {
            assertThat(codeOf(Arrays.copyOf(png, length), PNG)).isEqualTo(TRUNCATED);
        }
        for (int length = 16; length < jpeg.length; length++) {
            assertThat(codeOf(Arrays.copyOf(jpeg, length), JPEG)).isEqualTo(TRUNCATED);
        }
        for (int length = 16; length < tiff.length; length += 3) {
            assertThat(codeOf(Arrays.copyOf(tiff, length), TIFF)).isIn(TRUNCATED, CORRUPT);
        }
    }

    @Test
    void jpegCutInHalfAndEndedAgainIsADecoderWarning() {
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2 + 200);
        cut[cut.length - 2] = (byte) 0xFF;
        cut[cut.length - 1] = (byte) 0xD9;

        assertThat(codeOf(cut, JPEG)).isEqualTo(DECODER_WARNING);
    }

    @Test
    void bytesBehindTheEndAreRejected() {
        assertThat(codeOf(Arrays.copyOf(png, png.length + 1), PNG)).isEqualTo(TRAILING_BYTES);
        assertThat(codeOf(Arrays.copyOf(jpeg, jpeg.length + 1), JPEG)).isEqualTo(TRAILING_BYTES);
    }

    @Test
    void wrongChecksumIsCorrupt() {
        byte[] damaged = png.clone();
        damaged[damaged.length - 14] ^= 1;

        assertThat(codeOf(damaged, PNG)).isEqualTo(CORRUPT);
    }

    @Test
    void pixelStreamMustEndWithThePicture() {
        byte[] rows = new byte[7 * 16];
        assertThat(codeOf(pngOf(5, 7, deflated(rows)), PNG)).isNull();

        assertThat(codeOf(pngOf(5, 8, deflated(rows)), PNG)).isEqualTo(TRUNCATED);
        assertThat(codeOf(pngOf(5, 6, deflated(rows)), PNG)).isEqualTo(CORRUPT);
        byte[] stream = deflated(rows);
        assertThat(codeOf(pngOf(5, 7, Arrays.copyOf(stream, stream.length - 2)), PNG))
                .isEqualTo(TRUNCATED);
        assertThat(codeOf(pngOf(5, 7, Arrays.copyOf(stream, stream.length + 1)), PNG))
                .isEqualTo(CORRUPT);
        stream[stream.length - 1] ^= 1;
        assertThat(codeOf(pngOf(5, 7, stream), PNG)).isEqualTo(CORRUPT);
        rows[16] = 5;
        assertThat(codeOf(pngOf(5, 7, deflated(rows)), PNG)).isEqualTo(CORRUPT);
    }

    @Test
    void sizesAreCheckedBeforePixels() {
        assertThat(codeOf(pngOf(20_000, 20_000, new byte[1]), PNG)).isEqualTo(TOO_LARGE);
        assertThat(codeOf(pngOf(70_000, 1, new byte[1]), PNG)).isEqualTo(TOO_LARGE);
        assertThat(codeOf(new byte[(1 << 20) + 1], PNG)).isEqualTo(TOO_LARGE);
    }

    @Test
    void jpegWithThousandsOfScansIsTooLarge() {
        byte[] progressive = GoldenImages.bytes("jpeg-420-progressive.jpg");
        int scan = lastScan(progressive);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(progressive, 0, scan);
        for (int i = 0; i < 1000; i++) {
            many.write(progressive, scan, progressive.length - 2 - scan);
        }
        many.write(progressive, progressive.length - 2, 2);

        assertThat(codeOf(many.toByteArray(), JPEG)).isEqualTo(TOO_LARGE);
    }

    @Test
    void progressiveJpegWithoutItsLastScanIsTruncated() {
        byte[] progressive = GoldenImages.bytes("jpeg-420-progressive.jpg");
        byte[] blurred = Arrays.copyOf(progressive, lastScan(progressive) + 2);
        blurred[blurred.length - 1] = (byte) 0xD9;

        assertThat(codeOf(blurred, JPEG)).isEqualTo(TRUNCATED);
    }

    @Test
    void randomDamageIsATypedRejectionOrHarmless() {
        Random random = new Random(7);
        for (String file : List.of("rgb8.png", "jpeg-420.jpg", "jpeg-444-progressive.jpg", "tiff-rgb-lzw.tif")) {
            String mediaType = file.endsWith("png") ? PNG : file.endsWith("jpg") ? JPEG : TIFF;
            for (int i = 0; i < 300; i++) {
                byte[] damaged = GoldenImages.bytes(file);
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                codeOf(damaged, mediaType);
            }
        }
    }

    /** Null for an image that passes; anything but a typed rejection fails the test. */
    private FailureCode codeOf(byte[] bytes, String mediaType) {
        slot.clear();
        Throwable thrown = catchThrowable(() -> preprocessor.preprocess(bytes, mediaType, slot));
        assertThat(slot.position()).isEqualTo(thrown == null ? preprocessor.elementCount() : 0);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(ImageRejectedException.class);
        }
        return thrown instanceof ImageRejectedException rejected ? rejected.code() : null;
    }

    private static int lastScan(byte[] jpeg) {
        int at = jpeg.length - 2;
        while (!((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xDA)) {
            at--;
        }
        return at;
    }

    private static byte[] deflated(byte[] rows) {
        Deflater deflater = new Deflater();
        deflater.setInput(rows);
        deflater.finish();
        byte[] stream = new byte[rows.length + 100];
        int length = deflater.deflate(stream);
        deflater.end();
        return Arrays.copyOf(stream, length);
    }

    private static byte[] pngOf(int width, int height, byte[] stream) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        file.writeBytes(chunk("IHDR", header.array()));
        file.writeBytes(chunk("IDAT", stream));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(content.length + 12).putInt(content.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, content.length + 4);
        return chunk.putInt((int) checksum.getValue()).array();
    }
}
