package io.histostream.contracts;

import java.net.URI;
import java.util.Locale;

/** Joins each stable problem code of the HTTP interface to its status and title (RFC 9457). */
public enum ProblemCode {
    MALFORMED_JSON(400, "The JSON cannot be read"),
    INVALID_REQUEST(400, "The request breaks a rule of the interface"),
    UNKNOWN_FIELD(400, "The request has a field that is not part of the interface"),
    MISSING_LENGTH(411, "The request must say its length"),
    NOT_FOUND(404, "There is no such thing"),
    NO_ACTIVATION_MAP(404, "There is no activation map"),
    METHOD_NOT_ALLOWED(405, "This address does not take that method"),
    NOT_ACCEPTABLE(406, "No representation of the answer is acceptable"),
    IDEMPOTENCY_CONFLICT(409, "The idempotency key was used with other content"),
    CONTAMINATED(409, "The model was trained on patients that it would be judged on"),
    TOO_LARGE(413, "The request is larger than allowed"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    DIGEST_MISMATCH(422, "The content does not have the digest it was sent under"),
    INVALID_IMAGE(422, "The content is not a whole image"),
    INVALID_BATCH(422, "At least one image of the batch cannot be accepted"),
    INVALID_LABELS(422, "At least one label cannot be kept"),
    UNKNOWN_MODEL(422, "No such model is in service"),
    MODEL_REFUSED(422, "The model cannot be served"),
    PICTURE_NOT_SHOWN(422, "The picture cannot be shown"),
    OVERLOADED(429, "More requests than can be taken now"),
    INTERNAL_ERROR(500, "Something went wrong inside"),
    UNAVAILABLE(503, "A part that is needed is not available now");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** For example {@code urn:histostream:problem:digest-mismatch}. */
    public URI type() {
        return URI.create(
                "urn:histostream:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
