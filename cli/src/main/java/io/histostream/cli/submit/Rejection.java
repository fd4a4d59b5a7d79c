package io.histostream.cli.submit;

import java.nio.file.Path;

/** A file that the server did not take. */
public record Rejection(Path file, String code, String detail) {}
