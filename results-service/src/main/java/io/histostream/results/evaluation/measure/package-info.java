/** Puts the statistics to work on the images that the leak guard lets through. */
package io.histostream.results.evaluation.measure;
