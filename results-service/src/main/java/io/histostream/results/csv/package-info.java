/** Tables as CSV. */
package io.histostream.results.csv;
