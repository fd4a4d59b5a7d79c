/** The image store in a bucket of S3, or of a server that speaks its protocol and honours conditional writes. */
package io.histostream.imagestore.s3;
