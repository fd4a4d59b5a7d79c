package io.histostream.cli.submit;

import java.nio.file.Path;

/** A file to submit, and what is known of it. */
public record LocalImage(Path file, String mediaType, Description description) {}
