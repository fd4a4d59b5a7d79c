package io.histostream.results.intake;

/** The service stops; what is not written stays unacknowledged and is read again after the next start. */
final class StoppedException extends RuntimeException {

    StoppedException() {
        super("the service is stopping", null, false, false);
    }
}
