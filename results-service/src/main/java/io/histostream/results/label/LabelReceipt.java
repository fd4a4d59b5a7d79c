package io.histostream.results.label;

/**
 * What became of a request's labels.
 *
 * @param changed images whose label is now another, or none
 * @param unchanged rows that said what was known
 */
public record LabelReceipt(long received, long changed, long unchanged) {}
