package io.histostream.results.dashboard.study;

import io.histostream.results.evaluation.guard.Contaminated;
import java.util.Locale;

/** What a page can ask for about patients that a model had seen, in words. */
public enum Handling {
    REFUSE(Contaminated.REFUSE, "Refuse the figure"),
    EXCLUDE(Contaminated.EXCLUDE, "Leave these patients out"),
    REPORT(Contaminated.REPORT, "Count them, marked contaminated");

    private final Contaminated contaminated;
    private final String title;

    Handling(Contaminated contaminated, String title) {
        this.contaminated = contaminated;
        this.title = title;
    }

    Contaminated contaminated() {
        return contaminated;
    }

    public String title() {
        return title;
    }

    /** As the value of a parameter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Handling parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
