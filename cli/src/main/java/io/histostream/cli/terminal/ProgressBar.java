package io.histostream.cli.terminal;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How far a known amount of work has come: a bar on a terminal, elsewhere a plain line every few seconds.
 * Thread-safe.
 */
public final class ProgressBar implements AutoCloseable {

    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int WIDEST_BAR = 40;
    private static final int NARROWEST_BAR = 5;

    private final Terminal terminal;
    private final String label;
    private final long startedAt = System.nanoTime();
    private long total;
    private long done;
    private long alreadyDone;
    private long drawnAt = System.nanoTime();
    private long saidDone = -1;

    public ProgressBar(Terminal terminal, String label, long total) {
        this.terminal = terminal;
        this.label = label;
        this.total = total;
        draw(true);
    }

    /** Counts work that was done before this bar began; it does not make the rate look better. */
    public synchronized void alreadyDone(long amount) {
        alreadyDone = amount;
        done = Math.max(done, amount);
        draw(true);
    }

    public synchronized void add(long amount) {
        done += amount;
        draw(done == total);
    }

    public synchronized void update(long newDone, long newTotal) {
        done = newDone;
        total = newTotal;
        draw(done == total);
    }

    private void draw(boolean now) {
        if (!terminal.interactive()) {
            sayNowAndThen();
        } else if (now || System.nanoTime() - drawnAt >= REDRAW_NANOS) {
            drawnAt = System.nanoTime();
            terminal.progress(render(terminal.columns() - 1));
        }
    }

    private void sayNowAndThen() {
        boolean finished = done == total && total > 0;
        if (finished ? done != saidDone : System.nanoTime() - drawnAt >= SAY_NANOS) {
            drawnAt = System.nanoTime();
            saidDone = done;
            terminal.line(label + ": " + done + " of " + total + rate());
        }
    }

    /** The line in at most so many columns; what matters least is left out first. */
    String render(int width) {
        String head = String.format(Locale.ROOT, "%-12s ", label);
        String count = " " + done + "/" + total;
        String extra = rate();
        int room = width - head.length() - count.length() - extra.length();
        if (room < NARROWEST_BAR) {
            extra = "";
            room = width - head.length() - count.length();
        }
        if (room < NARROWEST_BAR) {
            String shortest = label + count;
            return shortest.length() <= width ? shortest : shortest.substring(0, Math.max(0, width));
        }
        return head + bar(Math.min(WIDEST_BAR, room)) + count + extra;
    }

    private String bar(int width) {
        int filled = total == 0 ? width : (int) Math.min(width, width * done / total);
        return terminal.glyph("█", "#").repeat(filled)
                + terminal.glyph("░", ".").repeat(width - filled);
    }

    private String rate() {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        long fresh = done - alreadyDone;
        if (seconds < 1 || fresh <= 0) {
            return "";
        }
        double rate = fresh / seconds;
        String left = done < total ? "  " + clock((long) Math.ceil((total - done) / rate)) + " left" : "";
        return String.format(Locale.ROOT, "  %.1f/s%s", rate, left);
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    @Override
    public void close() {
        terminal.endProgress();
    }
}
