package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * How many times the objective enlarges: 40, 100, 200, 400 in BreakHis, 20 or 2.5 elsewhere. Greater than 0, at most
 * 1000, at most two decimals; in JSON a plain number.
 */
public record Magnification(@JsonValue BigDecimal times) implements Comparable<Magnification> {

    private static final BigDecimal GREATEST = BigDecimal.valueOf(1000);

    @JsonCreator
    public Magnification {
        if (times == null || times.signum() <= 0 || times.compareTo(GREATEST) > 0) {
            throw new IllegalArgumentException("magnification must be greater than 0 and at most 1000");
        }
        times = times.stripTrailingZeros();
        if (times.scale() > 2) {
            throw new IllegalArgumentException("magnification must have at most two decimals");
        }
        times = times.setScale(Math.max(0, times.scale()));
    }

    public static Magnification of(long times) {
        return new Magnification(BigDecimal.valueOf(times));
    }

    @Override
    public int compareTo(Magnification other) {
        return times.compareTo(other.times);
    }

    /** For example {@code 40x}. */
    @Override
    public String toString() {
        return times.toPlainString() + "x";
    }
}
