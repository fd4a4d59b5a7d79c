package io.histostream.inference.image;

import io.histostream.contracts.FailureCode;
import java.util.Objects;

/** An image that cannot become a tensor: the code says which kind of fault; the message names no identifiers. */
public final class ImageRejectedException extends Exception {

    private final FailureCode code;

    public ImageRejectedException(FailureCode code, String detail) {
        super(detail);
        this.code = Objects.requireNonNull(code, "code");
    }

    public ImageRejectedException(FailureCode code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    public FailureCode code() {
        return code;
    }
}
