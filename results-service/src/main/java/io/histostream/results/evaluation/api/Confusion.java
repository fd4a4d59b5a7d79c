package io.histostream.results.evaluation.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How often truth and prediction met, counted in images, or in patients at patient level. */
@Schema(name = "Confusion")
public record Confusion(int truePositive, int falsePositive, int trueNegative, int falseNegative) {}
