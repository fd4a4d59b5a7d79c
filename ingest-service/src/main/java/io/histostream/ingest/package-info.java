/**
 * Takes images and batches over HTTP, keeps them durably and publishes image jobs. Start reading at
 * {@link io.histostream.ingest.batch.BatchAcceptance}: what 202 means is decided there. Package {@code image} receives
 * pictures, {@code batch} accepts batches, {@code outbox} publishes what was accepted.
 */
package io.histostream.ingest;
