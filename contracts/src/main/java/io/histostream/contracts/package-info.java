/**
 * What the services promise each other: the messages on Kafka, the names of the topics, the derivation of ids and the
 * codes of problems. Plain Java with Jackson annotations. Start reading at {@link io.histostream.contracts.ImageJob}.
 */
package io.histostream.contracts;
