package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** What labels that were sent have changed. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LabelChange(int received, int changed, int unchanged) {

    public static final LabelChange NONE = new LabelChange(0, 0, 0);

    public LabelChange plus(LabelChange other) {
        return new LabelChange(received + other.received, changed + other.changed, unchanged + other.unchanged);
    }
}
