/** Receives pictures. Start reading at {@link io.histostream.ingest.image.ImageReceiver}. */
package io.histostream.ingest.image;
