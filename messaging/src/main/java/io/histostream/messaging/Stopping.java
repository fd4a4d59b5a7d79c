package io.histostream.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Knows whether this service has begun to stop: from then on, a failure says nothing about a record. */
@Singleton
public class Stopping {

    private volatile boolean begun;

    // First of all observers: those after it close what records in flight need.
    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        begin();
    }

    void begin() {
        begun = true;
    }

    public boolean hasBegun() {
        return begun;
    }
}
