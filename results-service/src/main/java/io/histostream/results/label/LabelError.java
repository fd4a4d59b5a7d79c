package io.histostream.results.label;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is wrong with one row of a request. No value is repeated: a malformed one may be a person's name.
 *
 * @param index position in the JSON's list, from 0
 * @param line line of the CSV, from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LabelError(Integer index, Long line, Code code, String detail) {

    /** Why a row is refused. */
    public enum Code {
        NO_IMAGE,
        INVALID_IMAGE,
        UNKNOWN_NAME,
        AMBIGUOUS_NAME,
        IMAGES_DIFFER,
        NO_CLASS,
        UNKNOWN_CLASS,
        INVALID_CLASS,
        INVALID_SOURCE,
        CONTRADICTION
    }
}
