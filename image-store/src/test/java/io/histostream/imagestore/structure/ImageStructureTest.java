package io.histostream.imagestore.structure;

import static io.histostream.imagestore.structure.Pictures.concatenate;
import static io.histostream.imagestore.structure.Pictures.cut;
import static io.histostream.imagestore.structure.Pictures.directory;
import static io.histostream.imagestore.structure.Pictures.directoryLength;
import static io.histostream.imagestore.structure.Pictures.field;
import static io.histostream.imagestore.structure.Pictures.tiffOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageStructureTest {

    private static final StructureLimits LIMITS = new StructureLimits(1_000_000, 1_000_000);

    @TempDir
    Path folder;

    static Stream<Arguments> wholePictures() {
        return Stream.of(
                arguments("PNG", "image/png", Pictures.png()),
                arguments("palette PNG", "image/png", Pictures.palettePng()),
                arguments("JPEG", "image/jpeg", Pictures.jpeg()),
                arguments("progressive JPEG", "image/jpeg", Pictures.progressiveJpeg()),
                arguments("TIFF", "image/tiff", Pictures.tiff()),
                arguments("LZW TIFF", "image/tiff", Pictures.compressedTiff("LZW")),
                arguments("deflated TIFF", "image/tiff", Pictures.compressedTiff("Deflate")),
                arguments("tiled TIFF", "image/tiff", Pictures.tiledTiff()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholePictures")
    void acceptsWholePictures(String name, String mediaType, byte[] picture) throws StructureException {
        assertThat(ImageStructure.inspect(picture, mediaType, LIMITS)).isEqualTo(new ImageStructure(mediaType, 37, 23));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholePictures")
    void judgesFilesAsItJudgesBytes(String name, String mediaType, byte[] picture)
            throws StructureException, IOException {
        Path file = Files.write(folder.resolve("picture"), picture);

        assertThat(ImageStructure.inspect(file, mediaType, LIMITS)).isEqualTo(new ImageStructure(mediaType, 37, 23));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholePictures")
    void refusesEveryCut(String name, String mediaType, byte[] picture) {
        for (int length = 0; length < picture.length; length++) {
            assertThat(faultOf(cut(picture, length), mediaType))
                    .as("cut to %d of %d bytes", length, picture.length)
                    .isEqualTo(StructureFault.TRUNCATED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholePictures")
    void refusesTrailingBytes(String name, String mediaType, byte[] picture) {
        assertThat(faultOf(concatenate(picture, new byte[] {1}), mediaType)).isEqualTo(StructureFault.TRAILING_BYTES);
        assertThat(faultOf(concatenate(picture, new byte[100_000]), mediaType))
                .isEqualTo(StructureFault.TRAILING_BYTES);
        assertThat(faultOf(concatenate(picture, picture), mediaType)).isEqualTo(StructureFault.TRAILING_BYTES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholePictures")
    void refusesAnotherDeclaredMediaType(String name, String mediaType, byte[] picture) {
        assertThat(faultOf(picture, "image/webp")).isEqualTo(StructureFault.MEDIA_TYPE_MISMATCH);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholePictures")
    void refusesMorePixelsOrBytesThanTheLimits(String name, String mediaType, byte[] picture) {
        assertThat(faultOf(picture, mediaType, new StructureLimits(1_000_000, 37 * 23 - 1)))
                .isEqualTo(StructureFault.TOO_LARGE);
        assertThat(faultOf(picture, mediaType, new StructureLimits(picture.length - 1, 1_000_000)))
                .isEqualTo(StructureFault.TOO_LARGE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholePictures")
    void anyChangedByteIsAVerdictAndNeverAnAccident(String name, String mediaType, byte[] picture) {
        Random random = new Random(11);
        for (int i = 0; i < 4_000; i++) {
            byte[] changed = picture.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                changed[random.nextInt(Math.min(changed.length, 700))] = (byte) random.nextInt();
            }
            faultOf(changed, mediaType);
        }
    }

    @Test
    void refusesEveryChangedByteOfAPng() {
        byte[] picture = Pictures.png();
        for (int i = 0; i < picture.length; i++) {
            byte[] changed = picture.clone();
            changed[i] ^= 0x10;
            assertThat(faultOf(changed, "image/png")).as("byte %d", i).isNotNull();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.histostream.imagestore.structure.BrokenFiles#all")
    void refusesBrokenFiles(String name, String mediaType, byte[] file, StructureFault fault) {
        assertThat(faultOf(file, mediaType)).isEqualTo(fault);
    }

    @Test
    void acceptsAReducedCopyAfterATiffsPage() throws StructureException {
        byte[] reduced = directory(0, field(254, 1), field(256, 2), field(257, 2), field(273, 8), field(279, 2));
        byte[] file = tiffOf(directory(8 + directoryLength(4), BrokenFiles.PAGE), reduced);

        assertThat(ImageStructure.inspect(file, "image/tiff", LIMITS))
                .isEqualTo(new ImageStructure("image/tiff", 4, 4));
    }

    private static StructureFault faultOf(byte[] file, String mediaType) {
        return faultOf(file, mediaType, LIMITS);
    }

    private static StructureFault faultOf(byte[] file, String mediaType, StructureLimits limits) {
        StructureException refusal =
                catchThrowableOfType(StructureException.class, () -> ImageStructure.inspect(file, mediaType, limits));
        return refusal == null ? null : refusal.fault();
    }
}
