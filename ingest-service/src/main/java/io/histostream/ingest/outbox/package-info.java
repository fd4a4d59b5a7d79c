/** Publishes what was accepted, once or more. Start reading at {@link io.histostream.ingest.outbox.Outbox}. */
package io.histostream.ingest.outbox;
