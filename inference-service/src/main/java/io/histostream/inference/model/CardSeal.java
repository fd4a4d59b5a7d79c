package io.histostream.inference.model;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The card's own digest, in a file beside it: the card holds the digests of all other files, and a flipped byte of its
 * labels or its mean would otherwise pass for another model. The file is what {@code sha256sum model-card.yaml} prints.
 */
final class CardSeal {

    static final String FILE = "model-card.sha256";

    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{64}) {2}" + Pattern.quote(ModelPackage.CARD_FILE) + "\n");

    private CardSeal() {}

    /**
     * @param seal the bytes of {@value #FILE}
     * @throws ModelRefusedException when the card is not the one that was sealed
     */
    static void verify(byte[] card, byte[] seal) {
        Matcher line = LINE.matcher(new String(seal, StandardCharsets.ISO_8859_1));
        if (!line.matches()) {
            throw new ModelRefusedException(
                    "%s must be one line: the digest, two spaces, %s".formatted(FILE, ModelPackage.CARD_FILE));
        }
        String found = Sha256.of(card);
        if (!found.equals(line.group(1))) {
            throw new ModelRefusedException(
                    "%s has digest %s, but %s says %s".formatted(ModelPackage.CARD_FILE, found, FILE, line.group(1)));
        }
    }
}
