package io.histostream.messaging;

/** A record's key or value could not be turned into a message; no number of attempts would change that. */
public class UnreadableRecordException extends RuntimeException {

    public UnreadableRecordException(String message) {
        super(message);
    }
}
