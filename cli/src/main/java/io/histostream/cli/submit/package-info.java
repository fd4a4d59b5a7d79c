/**
 * From a folder of images to accepted batches: what is known of each file, what is sent of it, and where an interrupted
 * submission goes on. Start reading at {@link io.histostream.cli.submit.Submission}.
 */
package io.histostream.cli.submit;
