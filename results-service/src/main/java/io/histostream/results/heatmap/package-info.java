/**
 * Shows where in a picture a model saw a label: the picture itself, and a model's activation map over it. Start reading
 * at {@link io.histostream.results.heatmap.HeatMapResource}; the drawing is plain Java in
 * {@link io.histostream.results.heatmap.Overlay}.
 */
package io.histostream.results.heatmap;
