package io.histostream.cli.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The user's terminal, on standard error: whole lines, and below them one line of progress. Where standard error is no
 * terminal the progress is left to {@link ProgressBar}, which then prints plain lines now and then.
 */
public final class Terminal {

    private static final int DEFAULT_COLUMNS = 80;
    private static final long COLUMNS_AGE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PrintStream out;
    private final boolean interactive;
    private final boolean unicode;
    private String progress = "";
    private String note = "";
    private int columns = DEFAULT_COLUMNS;
    private long columnsReadAt;

    public Terminal(PrintStream out, boolean interactive, boolean unicode) {
        this.out = out;
        this.interactive = interactive;
        this.unicode = unicode;
        this.columnsReadAt = System.nanoTime() - COLUMNS_AGE_NANOS;
    }

    /** Standard error, as the launcher script and the locale describe it. */
    public static Terminal ofProcess() {
        boolean unicode = unicode();
        PrintStream out = unicode ? new PrintStream(System.err, true, StandardCharsets.UTF_8) : System.err;
        return new Terminal(out, Boolean.getBoolean("histostream.terminal"), unicode);
    }

    private static boolean unicode() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = System.getenv(name);
            if (locale != null && !locale.isEmpty()) {
                return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
            }
        }
        return false;
    }

    public boolean interactive() {
        return interactive;
    }

    /** The first text where the terminal can show it, else the second. */
    public String glyph(String pretty, String plain) {
        return unicode ? pretty : plain;
    }

    /** Prints a line, or several, above the progress. */
    public synchronized void line(String text) {
        erase();
        out.println(text);
        draw();
    }

    /** Replaces the line of progress; does nothing where there is no terminal. */
    synchronized void progress(String text) {
        if (interactive && !text.equals(progress)) {
            progress = text;
            draw();
        }
    }

    /** Says what is being waited for, beside the progress; the empty text takes it away. */
    public synchronized void note(String text) {
        if (text.equals(note)) {
            return;
        }
        note = text;
        if (interactive && !progress.isEmpty()) {
            draw();
        } else if (!text.isEmpty()) {
            line(text);
        }
    }

    /** Takes the line of progress away. */
    public synchronized void endProgress() {
        erase();
        progress = "";
        out.flush();
    }

    private void erase() {
        if (interactive && !progress.isEmpty()) {
            out.print("\r\033[K");
        }
    }

    private void draw() {
        if (interactive && !progress.isEmpty()) {
            String whole = note.isEmpty() ? progress : progress + "  " + note;
            String shown = whole.length() < columns() ? whole : whole.substring(0, columns() - 1);
            out.print("\r" + shown + "\033[K");
            out.flush();
        }
    }

    /** The terminal's width now; it may be changed at any time. */
    synchronized int columns() {
        if (interactive && System.nanoTime() - columnsReadAt > COLUMNS_AGE_NANOS) {
            columnsReadAt = System.nanoTime();
            columns = readColumns();
        }
        return columns;
    }

    private static int readColumns() {
        try {
            Process stty = new ProcessBuilder("/bin/sh", "-c", "stty size </dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int found = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
            return found > 1 ? found : DEFAULT_COLUMNS;
        } catch (IOException | NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }
}
