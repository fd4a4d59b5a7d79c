package io.histostream.results.label;

/**
 * One row of a request, word for word; what it does not say is {@code null}.
 *
 * @param position index or line
 * @param label where the row itself says which label its class belongs to
 * @param isTakenBack whether the row says outright that there is no class
 */
record RequestedLabel(
        long position,
        String imageId,
        String sha256,
        String name,
        String className,
        String label,
        boolean isTakenBack,
        String source) {}
