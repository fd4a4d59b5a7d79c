package io.histostream.results.query;

import java.util.List;

/**
 * Some predictions of a query.
 *
 * @param items may be fewer than asked for, or none, though others follow
 * @param next cursor of the page that follows, or {@code null} if this is the last
 */
public record PredictionPage(List<PredictionItem> items, String next) {}
