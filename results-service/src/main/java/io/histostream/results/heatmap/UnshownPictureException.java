package io.histostream.results.heatmap;

/** A stored picture cannot be shown; the message says why and repeats nothing from the file. */
final class UnshownPictureException extends Exception {

    UnshownPictureException(String message) {
        super(message, null, false, false);
    }
}
