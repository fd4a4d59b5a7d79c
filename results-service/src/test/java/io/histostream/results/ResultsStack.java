package io.histostream.results;

import io.histostream.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** Gives every integration test of this module one Kafka and one Postgres. */
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = {
            @ResourceArg(name = "batches", value = "2"),
            @ResourceArg(name = "job-outcomes", value = "3"),
            @ResourceArg(name = "models-in-service", value = "1"),
            @ResourceArg(name = "dead-letters", value = "1")
        })
final class ResultsStack {}
