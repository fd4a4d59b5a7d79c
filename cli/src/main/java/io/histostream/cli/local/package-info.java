/**
 * The whole system on this machine: Kafka, PostgreSQL and the services as processes, started, watched and stopped
 * together. Start reading at {@link io.histostream.cli.local.LocalSystem}.
 */
package io.histostream.cli.local;
