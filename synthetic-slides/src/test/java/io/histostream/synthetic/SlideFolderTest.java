package io.histostream.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideFolderTest {

    @TempDir
    Path folder;

    @Test
    void theManifestNamesEveryImageWithItsDigest() throws IOException, NoSuchAlgorithmException {
        List<SyntheticImage> images =
                new SlideGenerator(1).images(Cohort.of(2, 1, 1).withSize(35, 23));

        new SlideFolder(folder).write(images);

        List<String> rows = Files.readAllLines(folder.resolve(SlideFolder.MANIFEST));
        assertThat(rows).hasSize(9).first().isEqualTo("file,patient,slide,magnification,label,subtype,sha256");
        for (int i = 0; i < images.size(); i++) {
            SyntheticImage image = images.get(i);
            byte[] bytes = Files.readAllBytes(folder.resolve(image.fileName()));
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertThat(rows.get(i + 1))
                    .isEqualTo("%s,%s,%s,%d,%s,%s,%s"
                            .formatted(
                                    image.fileName(),
                                    image.patientId(),
                                    image.slideId(),
                                    image.magnification(),
                                    image.label().text(),
                                    image.subtype().code(),
                                    sha256));
        }
    }

    @Test
    void theCommandWritesTheMagnificationsAskedFor() throws IOException {
        SlideFolder.main(new String[] {folder.toString(), "5", "1", "1", "2", "200"});

        assertThat(Files.readAllLines(folder.resolve(SlideFolder.MANIFEST))).hasSize(3);
    }

    @Test
    void theCommandSaysWhatItNeeds() {
        assertThatThrownBy(() -> SlideFolder.main(new String[] {"folder"})).hasMessageContaining("PATIENTS");
    }
}
