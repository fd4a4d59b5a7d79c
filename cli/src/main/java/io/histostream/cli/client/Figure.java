package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A number of an evaluation and its confidence interval, or why there is none.
 *
 * @param value {@code null} where it is undefined
 * @param low {@code null}, as {@code high}, where no interval is defined
 * @param undefined why there is no value
 * @param noInterval why there is no interval
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Figure(Double value, Double low, Double high, String undefined, String noInterval) {

    public boolean hasInterval() {
        return low != null && high != null;
    }
}
