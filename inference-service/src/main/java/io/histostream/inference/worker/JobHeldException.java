package io.histostream.inference.worker;

/** This worker will not finish the job, and the job is not at fault: it stays unacknowledged for another worker. */
final class JobHeldException extends RuntimeException {

    JobHeldException(String reason) {
        super(reason);
    }
}
