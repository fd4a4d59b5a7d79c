/**
 * Figures from labels that never leave this machine. Start reading at
 * {@link io.histostream.cli.evaluation.EvaluationTable}.
 */
package io.histostream.cli.evaluation;
