/** Accepts batches. Start reading at {@link io.histostream.ingest.batch.BatchAcceptance}. */
package io.histostream.ingest.batch;
