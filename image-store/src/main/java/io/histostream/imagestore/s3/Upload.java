package io.histostream.imagestore.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * Bytes that become an object: by one request if they are few, in parts if they are many. Only images are ever that large,
 * whose key is their content: should a server ignore the condition on the last of several requests, two writers that meet
 * there have written the same bytes.
 */
final class Upload {

    /** Length of a part; the protocol wants at least 5 MiB, but for the last. */
    static final int PART = 8 << 20;

    private static final Logger LOG = Logger.getLogger(Upload.class);
    private static final String MEDIA_TYPE = "application/octet-stream";
    private static final String UNLESS_THERE = "*";
    private static final int THERE = 412;
    private static final int ANOTHER_WRITER = 409;
    private static final int TRIES = 5;

    /** Some of the bytes, as often as they are asked for. */
    private interface Source {
        InputStream open(long position, long length);
    }

    private final long size;
    private final Source source;

    private Upload(long size, Source source) {
        this.size = size;
        this.source = source;
    }

    static Upload of(byte[] bytes) {
        return new Upload(
                bytes.length, (position, length) -> new ByteArrayInputStream(bytes, (int) position, (int) length));
    }

    static Upload of(FileChannel file) throws IOException {
        return new Upload(file.size(), (position, length) -> new FileSlice(file, position, length));
    }

    /**
     * Creates the object unless there is one.
     *
     * @return false when there was one; it may be this upload's own where the answer to an earlier try was lost
     */
    boolean to(Bucket bucket, String key) {
        for (int tries = 1; ; tries++) {
            try {
                return size <= PART ? whole(bucket, key) : inParts(bucket, key);
            } catch (S3Exception e) {
                if (e.statusCode() == THERE) {
                    return false;
                }
                if (e.statusCode() != ANOTHER_WRITER || tries == TRIES) {
                    throw Bucket.unavailable("written", e);
                }
            } catch (SdkException | IOException e) {
                throw Bucket.unavailable("written", e);
            }
        }
    }

    private boolean whole(Bucket bucket, String key) throws IOException {
        String md5 = md5(0, size);
        bucket.client()
                .putObject(
                        request -> request.bucket(bucket.name())
                                .key(key)
                                .ifNoneMatch(UNLESS_THERE)
                                .contentMD5(md5),
                        body(0, size));
        return true;
    }

    private boolean inParts(Bucket bucket, String key) throws IOException {
        String id = bucket.client()
                .createMultipartUpload(request -> request.bucket(bucket.name()).key(key))
                .uploadId();
        boolean created = false;
        try {
            List<CompletedPart> parts = parts(bucket, key, id);
            if (bucket.sizeOf(key).isEmpty()) {
                bucket.client().completeMultipartUpload(request -> request.bucket(bucket.name())
                        .key(key)
                        .uploadId(id)
                        .ifNoneMatch(UNLESS_THERE)
                        .multipartUpload(all -> all.parts(parts)));
                created = true;
            }
            return created;
        } finally {
            if (!created) {
                giveUp(bucket, key, id);
            }
        }
    }

    private List<CompletedPart> parts(Bucket bucket, String key, String id) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        for (long position = 0; position < size; position += PART) {
            int number = parts.size() + 1;
            long length = Math.min(PART, size - position);
            String md5 = md5(position, length);
            String tag = bucket.client()
                    .uploadPart(
                            request -> request.bucket(bucket.name())
                                    .key(key)
                                    .uploadId(id)
                                    .partNumber(number)
                                    .contentMD5(md5),
                            body(position, length))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    private RequestBody body(long position, long length) {
        return RequestBody.fromContentProvider(() -> source.open(position, length), length, MEDIA_TYPE);
    }

    private String md5(long position, long length) throws IOException {
        try (InputStream bytes = source.open(position, length)) {
            return BinaryUtils.toBase64(Md5Utils.computeMD5Hash(bytes));
        }
    }

    private static void giveUp(Bucket bucket, String key, String id) {
        try {
            bucket.abort(key, id);
        } catch (SdkException e) {
            // What it leaves behind is swept later.
            LOG.debugf(e, "An upload in parts could not be given up");
        }
    }
}
