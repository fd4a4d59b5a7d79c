package io.histostream.cli.label;

/**
 * A line of a CSV file: which image it is about, in one way or another, and what that shows.
 *
 * @param file its path below a folder, or its name; the other three as the server knows them
 * @param labelClass {@code null} where the cell is empty
 */
record LabelLine(long line, String file, String imageId, String sha256, String name, String labelClass) {

    /** For messages, such as {@code line 7 (one.png)}. */
    String where() {
        String image = imageId != null ? imageId : sha256 != null ? sha256 : file != null ? file : name;
        return "line " + line + " (" + image + ")";
    }

    /** Whether the image can only be found by reading a file. */
    boolean byFile() {
        return imageId == null && sha256 == null && file != null;
    }
}
