/**
 * The study's table and what belongs to it: who is better, by how much, and whether the figures may be believed. Start
 * reading at {@link io.histostream.results.evaluation.Evaluations}. {@code reading} loads, {@code guard} decides who may be
 * judged on whom, {@code measure} computes with {@code statistics}, {@code answer} keeps, {@code api} is what comes out.
 */
package io.histostream.results.evaluation;
