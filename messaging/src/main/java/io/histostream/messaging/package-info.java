/**
 * How a service consumes and produces Kafka records without losing one: safe defaults for every channel
 * ({@code META-INF/microprofile-config.properties}), a check of every Kafka client at start, and what happens to a record
 * that cannot be processed. Start reading at {@link io.histostream.messaging.ClassifiedFailureHandler}.
 */
package io.histostream.messaging;
