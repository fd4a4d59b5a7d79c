/**
 * How the study's table looks in a terminal and as Markdown. Start reading at
 * {@link io.histostream.cli.evaluation.StudyTable}.
 */
package io.histostream.cli.evaluation;
