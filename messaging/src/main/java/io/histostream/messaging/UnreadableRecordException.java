package io.histostream.messaging;

/**
 * A record's key or value cannot be turned into a message; no number of attempts would change that. A consumer of raw
 * bytes gives it to {@code nack} to have the record dead-lettered.
 */
public class UnreadableRecordException extends RuntimeException {

    public UnreadableRecordException(String message) {
        super(message);
    }
}
