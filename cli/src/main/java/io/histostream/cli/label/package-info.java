/**
 * From a CSV file or a folder to labels that are sent. Start reading at {@link io.histostream.cli.label.LabelledImages}.
 */
package io.histostream.cli.label;
