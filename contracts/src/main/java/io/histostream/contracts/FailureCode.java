package io.histostream.contracts;

/** Why an image has no prediction. Trouble outside the image is waited out and never appears here. */
public enum FailureCode {
    /** The image store is well and says that it has no such image. */
    IMAGE_MISSING,
    /** The stored bytes are not the bytes that were posted. */
    DIGEST_MISMATCH,
    /** The bytes are not of the media type that was declared, or of none that is known. */
    MEDIA_TYPE_MISMATCH,
    /** The file ends before the picture does. */
    TRUNCATED,
    /** Bytes follow the end of the picture. */
    TRAILING_BYTES,
    /** The file breaks its format: a wrong checksum, a bad structure, undecodable pixels. */
    CORRUPT,
    /** The decoder gave pixels and a warning: they cannot be trusted. */
    DECODER_WARNING,
    /** A whole file whose colours have no defined meaning for the models, such as CMYK. */
    UNSUPPORTED_COLOUR,
    /** More pixels or bytes than the limits allow. */
    TOO_LARGE,
    /** The model takes pictures of one grid only, and this one's proportions give another. */
    UNSUPPORTED_SIZE,
    /** The model run fails whenever this image is in it, also alone. */
    INFERENCE_FAILED,
    /** The model gave a score that is not a number. */
    SCORE_NOT_FINITE
}
