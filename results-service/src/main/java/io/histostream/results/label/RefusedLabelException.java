package io.histostream.results.label;

/** A row of a request cannot become a label. */
final class RefusedLabelException extends Exception {

    private final LabelError.Code code;

    RefusedLabelException(LabelError.Code code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    LabelError.Code code() {
        return code;
    }
}
