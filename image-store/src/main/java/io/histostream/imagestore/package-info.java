/**
 * Keeps image bytes and batch manifests durably. Start reading at {@link io.histostream.imagestore.ImageStore}; the
 * store of a single machine, or of a shared disk, is {@link io.histostream.imagestore.FolderImageStore}, that of several
 * machines {@link io.histostream.imagestore.s3.S3ImageStore}.
 */
package io.histostream.imagestore;
