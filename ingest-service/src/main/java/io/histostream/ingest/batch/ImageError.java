package io.histostream.ingest.batch;

/**
 * Why one image of a batch cannot be accepted.
 *
 * @param index position in the request's list, from 0
 * @param sha256 the image's digest, or {@code null} where there is none that is well-formed
 */
public record ImageError(int index, String sha256, Code code, String detail) {

    /** Stable codes; those that are also problem codes mean the same. */
    public enum Code {
        /** An identifier or a number breaks its rule. */
        INVALID_REQUEST,
        /** The image was not uploaded before. */
        MISSING_IMAGE,
        /** The same image stands earlier in the batch. */
        DUPLICATE_IMAGE,
        /** No part of the request has this file name. */
        MISSING_FILE,
        DIGEST_MISMATCH,
        INVALID_IMAGE,
        TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE
    }
}
