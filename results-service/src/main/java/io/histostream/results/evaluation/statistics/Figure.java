package io.histostream.results.evaluation.statistics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One number of the study: a value, with its interval where one is defined, or the reason why there is none.
 *
 * @param value the number, or {@code null} where it is undefined
 * @param low lower end of the interval, or {@code null} without one
 * @param high upper end of the interval, or {@code null} without one
 * @param undefined why there is no value, in plain words, or {@code null}
 * @param noInterval why a value that should have an interval has none, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(Double value, Double low, Double high, String undefined, String noInterval) {

    public Figure {
        if ((value == null) == (undefined == null)) {
            throw new IllegalArgumentException("A figure has either a value or a reason why it has none");
        }
        if ((low == null) != (high == null) || low != null && (value == null || noInterval != null)) {
            throw new IllegalArgumentException("An interval has two ends and belongs to a value");
        }
        requireFinite(value);
        requireFinite(low);
        requireFinite(high);
    }

    private static void requireFinite(Double number) {
        if (number != null && !Double.isFinite(number)) {
            throw new IllegalArgumentException("A figure is a finite number");
        }
    }

    /** A number that has no interval by its nature: a p-value, a count's share. */
    public static Figure of(double value) {
        return new Figure(value, null, null, null, null);
    }

    public static Figure within(double value, double low, double high) {
        return new Figure(value, low, high, null, null);
    }

    public static Figure withoutInterval(double value, String why) {
        return new Figure(value, null, null, null, why);
    }

    public static Figure undefined(String why) {
        return new Figure(null, null, null, why, null);
    }

    @JsonIgnore
    public boolean isDefined() {
        return value != null;
    }

    @JsonIgnore
    public boolean hasInterval() {
        return low != null;
    }
}
