/**
 * Which cases need a human first. Start reading at {@link io.histostream.results.worklist.Need}, which says how that is
 * told.
 */
package io.histostream.results.worklist;
