package io.histostream.results.label;

import io.histostream.contracts.Ids;
import io.histostream.contracts.Names;
import io.histostream.results.label.LabelError.Code;
import java.util.Locale;
import java.util.UUID;

/** Holds one row of a request against the rules of the interface; names are looked up elsewhere. */
final class LabelCheck {

    private static final int LONGEST_CLASS = 100;

    private final String tenant;
    private final ClassMapping mapping;
    private final boolean isReview;

    LabelCheck(String tenant, ClassMapping mapping, boolean isReview) {
        this.tenant = tenant;
        this.mapping = mapping;
        this.isReview = isReview;
    }

    LabelRow check(RequestedLabel row) throws RefusedLabelException {
        UUID image = image(row);
        String source = source(row.source());
        if (row.isTakenBack()) {
            return new LabelRow(row.position(), image, row.name(), null, null, source, isReview);
        }
        String name = className(row.className());
        String label = label(name, row.label());
        return new LabelRow(row.position(), image, row.name(), name, label, source, isReview);
    }

    private UUID image(RequestedLabel row) throws RefusedLabelException {
        if (row.imageId() == null && row.sha256() == null && row.name() == null) {
            throw new RefusedLabelException(
                    Code.NO_IMAGE, "A label names its image by its id, its sha256 or its name.");
        }
        try {
            Names.pseudonymOrNull("name", row.name());
            UUID byDigest = row.sha256() == null
                    ? null
                    : Ids.image(tenant, Names.requireSha256(row.sha256().toLowerCase(Locale.ROOT)));
            UUID byId = row.imageId() == null ? null : uuid(row.imageId());
            if (byDigest != null && byId != null && !byDigest.equals(byId)) {
                throw new RefusedLabelException(Code.IMAGES_DIFFER, "The id and the sha256 are those of two images.");
            }
            return byId == null ? byDigest : byId;
        } catch (IllegalArgumentException e) {
            throw new RefusedLabelException(Code.INVALID_IMAGE, "The image's " + e.getMessage() + ".");
        }
    }

    // UUID.fromString takes "1-1-1-1-1", which names nothing that was ever made.
    private static UUID uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // As wrong as one that is not whole.
        }
        throw new IllegalArgumentException("id must be a UUID");
    }

    private static String source(String source) throws RefusedLabelException {
        if (source == null || !source.matches(Names.PSEUDONYM)) {
            throw new RefusedLabelException(Code.INVALID_SOURCE, "The source must match " + Names.PSEUDONYM + ".");
        }
        return source;
    }

    private static String className(String name) throws RefusedLabelException {
        if (name == null) {
            throw new RefusedLabelException(Code.NO_CLASS, "A label has a class.");
        }
        // The first character keeps formulas out of every spreadsheet that the class will ever be shown in.
        boolean isPlain = name.length() <= LONGEST_CLASS
                && Character.isLetterOrDigit(name.codePointAt(0))
                && name.chars().noneMatch(Character::isISOControl);
        if (!isPlain) {
            throw new RefusedLabelException(
                    Code.INVALID_CLASS,
                    "A class begins with a letter or a digit and has at most %d characters, all of them visible."
                            .formatted(LONGEST_CLASS));
        }
        return name;
    }

    /** Where the row says the label itself, its class may be any: that is what the label is for. */
    private String label(String name, String said) throws RefusedLabelException {
        String known = said == null ? name : said;
        return mapping.labelOf(known)
                .orElseThrow(() -> new RefusedLabelException(
                        Code.UNKNOWN_CLASS,
                        "The class is not known; known are " + String.join(", ", mapping.known()) + "."));
    }
}
