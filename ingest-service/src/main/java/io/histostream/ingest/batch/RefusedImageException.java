package io.histostream.ingest.batch;

import java.util.Objects;

/** One image of a batch is refused; the others are still looked at. */
final class RefusedImageException extends Exception {

    private final ImageError.Code code;

    RefusedImageException(ImageError.Code code, String detail) {
        super(detail, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
    }

    ImageError.Code code() {
        return code;
    }
}
