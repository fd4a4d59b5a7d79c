package io.histostream.results.evaluation.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A number that may be undefined, with its confidence interval where it has one.
 *
 * @param value absent where the figure is undefined
 * @param low lower end of the interval, absent together with {@code high}
 * @param noInterval why a defined figure has no interval, where one could be expected
 * @param undefined why the figure is undefined; absent where it is defined
 */
@Schema(name = "Figure")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(Double value, Double low, Double high, String noInterval, String undefined) {

    public Figure {
        if ((value == null) == (undefined == null) || (low == null) != (high == null)) {
            throw new IllegalArgumentException("a figure has a value or a reason why not, and both ends or none");
        }
        if (!finite(value) || !finite(low) || !finite(high)) {
            throw new IllegalArgumentException("a figure is finite");
        }
    }

    private static boolean finite(Double number) {
        return number == null || Double.isFinite(number);
    }

    /** Without an interval, and without a word about it: for numbers that never have one. */
    public static Figure of(double value) {
        return new Figure(value, null, null, null, null);
    }

    public static Figure of(double value, double low, double high) {
        return new Figure(value, low, high, null, null);
    }

    public static Figure withoutInterval(double value, String why) {
        return new Figure(value, null, null, why, null);
    }

    public static Figure undefined(String why) {
        return new Figure(null, null, null, null, why);
    }

    @JsonIgnore
    public boolean isDefined() {
        return undefined == null;
    }

    @JsonIgnore
    public boolean hasInterval() {
        return low != null;
    }
}
