/**
 * A real Kafka broker and a real PostgreSQL without Docker, each in a process of its own that can be stopped, killed and
 * started again on the same state. Start reading at {@link io.histostream.devstack.DevStack}.
 */
package io.histostream.devstack;
