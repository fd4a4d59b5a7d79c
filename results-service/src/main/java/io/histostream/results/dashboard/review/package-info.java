/** The page of the cases that need a person, and the form for what the person says. */
package io.histostream.results.dashboard.review;
