package io.histostream.ingest;

import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/** One running service, with Kafka and a store of its own, for every test. */
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = {
            @ResourceArg(name = Topics.BATCHES, value = "2"),
            @ResourceArg(name = "image-jobs.resnet34", value = "2"),
            @ResourceArg(name = "image-jobs.alexnet", value = "2")
        })
@QuarkusTestResource(ImageStoreResource.class)
abstract class IngestTestBase {

    @TestHTTPResource
    URI base;

    IngestClient client;

    @BeforeEach
    void connect() {
        client = new IngestClient(base);
    }
}
