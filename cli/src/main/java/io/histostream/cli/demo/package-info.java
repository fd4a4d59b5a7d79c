/** The demonstration: generated slides and what the models make of them. */
package io.histostream.cli.demo;
