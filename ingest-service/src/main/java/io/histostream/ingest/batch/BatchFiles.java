package io.histostream.ingest.batch;

/** The files that came with a batch. */
interface BatchFiles {

    /** A batch without files. */
    BatchFiles NONE = (name, expectedSha256) -> {
        throw new RefusedImageException(
                ImageError.Code.MISSING_FILE, "only a multipart request can name a file; send its sha256");
    };

    /**
     * Makes a file durable.
     *
     * @param expectedSha256 digest that it must have, or {@code null}
     * @return its digest
     */
    String receive(String name, String expectedSha256) throws RefusedImageException;
}
