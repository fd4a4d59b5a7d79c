package io.histostream.contracts;

/** A reader refuses messages of a version that it does not know, rather than misread them. */
final class SchemaVersion {

    private SchemaVersion() {}

    static void require(int known, int found) {
        if (found < 1 || found > known) {
            throw new IllegalArgumentException("schemaVersion " + found + " is not one of 1 to " + known);
        }
    }
}
