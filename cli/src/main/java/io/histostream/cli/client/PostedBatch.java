package io.histostream.cli.client;

import java.util.Optional;

/**
 * The answer to a batch.
 *
 * @param accepted {@code null} when there is a refusal
 * @param refusal names the images for whose sake the batch was refused
 */
public record PostedBatch(AcceptedBatch accepted, Optional<Problem> refusal) {}
