/**
 * Keeps image bytes and batch manifests durably. Start reading at {@link io.histostream.imagestore.ImageStore}.
 */
package io.histostream.imagestore;
