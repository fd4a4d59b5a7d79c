package io.histostream.imagestore.s3;

import io.histostream.imagestore.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A bucket, and who may speak with it. */
record Bucket(S3Client client, String name) {

    /** Length in bytes of an object, or empty when there is none. */
    OptionalLong sizeOf(String key) {
        try {
            return OptionalLong.of(
                    client.headObject(request -> request.bucket(name).key(key)).contentLength());
        } catch (NoSuchKeyException e) {
            // The answer to this request has no body that would tell a missing object from a missing bucket.
            requireThere();
            return OptionalLong.empty();
        } catch (SdkException e) {
            throw unavailable("read", e);
        }
    }

    private void requireThere() {
        try {
            client.headBucket(request -> request.bucket(name));
        } catch (SdkException e) {
            throw unavailable("read", e);
        }
    }

    void delete(String key) {
        try {
            client.deleteObject(request -> request.bucket(name).key(key));
        } catch (SdkException e) {
            throw unavailable("written", e);
        }
    }

    /** @return how many uploads in parts, begun before then, were given up */
    int abortUploads(Instant before) {
        try {
            List<MultipartUpload> old =
                    client.listMultipartUploadsPaginator(request -> request.bucket(name)).uploads().stream()
                            .filter(upload -> upload.initiated().isBefore(before))
                            .toList();
            old.forEach(upload -> abort(upload.key(), upload.uploadId()));
            return old.size();
        } catch (SdkException e) {
            throw unavailable("swept", e);
        }
    }

    void abort(String key, String uploadId) {
        client.abortMultipartUpload(request -> request.bucket(name).key(key).uploadId(uploadId));
    }

    static StoreUnavailableException unavailable(String done, Exception cause) {
        return new StoreUnavailableException("the image store's bucket cannot be " + done, cause);
    }
}
