/**
 * Keeps image bytes and batch manifests durably. Start reading at {@link io.histostream.imagestore.ImageStore}; the
 * store of a single machine, or of a shared disk, is {@link io.histostream.imagestore.FolderImageStore}.
 */
package io.histostream.imagestore;
