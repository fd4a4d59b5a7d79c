/** The pages of the study: its table and curves, and two models compared. */
package io.histostream.results.dashboard.study;
