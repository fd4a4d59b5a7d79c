package io.histostream.cli.label;

import io.histostream.cli.client.LabelRequest;

/**
 * A label to send.
 *
 * @param where it was found, for messages
 */
public record Labelled(String where, LabelRequest.Label label) {}
