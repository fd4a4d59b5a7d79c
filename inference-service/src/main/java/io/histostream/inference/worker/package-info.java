/**
 * The service around the model: jobs come from Kafka, outcomes go to Kafka, and a job is acknowledged only when its
 * outcome is. Start reading at {@link io.histostream.inference.worker.ImageJobConsumer}.
 */
package io.histostream.inference.worker;
