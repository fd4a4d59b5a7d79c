package io.histostream.imagestore.s3;

import java.net.HttpURLConnection;
import org.gaul.s3proxy.PutOptions2;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jclouds.http.HttpCommand;
import org.jclouds.http.HttpRequest;
import org.jclouds.http.HttpResponse;
import org.jclouds.http.HttpResponseException;

/** Looks and writes in one step, as S3 does: S3Proxy by itself looks first, and lets another writer in between. */
final class ConditionalBlobStore extends ForwardingBlobStore {

    ConditionalBlobStore(BlobStore objects) {
        super(objects);
    }

    @Override
    public synchronized String putBlob(String container, Blob blob, PutOptions options) {
        if (options instanceof PutOptions2 conditions
                && "*".equals(conditions.getIfNoneMatch())
                && blobExists(container, blob.getMetadata().getName())) {
            throw new HttpResponseException(
                    new HttpCommand(HttpRequest.builder()
                            .method("PUT")
                            .endpoint("http://127.0.0.1")
                            .build()),
                    HttpResponse.builder()
                            .statusCode(HttpURLConnection.HTTP_PRECON_FAILED)
                            .build());
        }
        return super.putBlob(container, blob, options);
    }
}
