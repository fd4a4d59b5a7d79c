package io.histostream.results.evaluation.statistics.curve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Where a curve lies in most resamples, at fixed places of the horizontal axis.
 *
 * @param points empty where there is no band
 * @param noInterval why there is no band, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Band(List<BandPoint> points, String noInterval) {

    /** @param at the false positive rate, or the recall */
    public record BandPoint(double at, double low, double high) {}

    static Band none(String why) {
        return new Band(List.of(), why);
    }
}
