package io.histostream.cli;

/** Ends the command with a message for its user and an exit code; never shown with a stack trace. */
public final class CommandFailure extends RuntimeException {

    /** The command did its work, but an image failed, was refused or is missing, or figures were refused. */
    public static final int IMAGES_FAILED = 1;

    /** The command line or a file that it names is wrong. */
    public static final int USAGE = 2;

    /** A server, a port or a build is not as it has to be. */
    public static final int TROUBLE = 3;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static CommandFailure usage(String message) {
        return new CommandFailure(USAGE, message, null);
    }

    public static CommandFailure trouble(String message) {
        return new CommandFailure(TROUBLE, message, null);
    }

    public static CommandFailure trouble(String message, Throwable cause) {
        return new CommandFailure(TROUBLE, message, cause);
    }

    /** An answer was refused that would say something false. */
    public static CommandFailure refused(String message) {
        return new CommandFailure(IMAGES_FAILED, message, null);
    }

    public int exitCode() {
        return exitCode;
    }
}
