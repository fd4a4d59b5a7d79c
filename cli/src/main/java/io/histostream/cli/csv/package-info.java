/** CSV files that a user writes. */
package io.histostream.cli.csv;
