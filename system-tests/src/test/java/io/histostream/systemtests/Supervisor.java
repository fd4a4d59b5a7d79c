package io.histostream.systemtests;

import io.histostream.devstack.ServiceProcess;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts a service again whenever it ends. It asks no health: a service that waits for a restart to go on has a defect. */
final class Supervisor implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;

    private final ServiceProcess service;
    private final RunLog log;
    private final AtomicInteger restarts = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    Supervisor(ServiceProcess service, RunLog log) {
        this.service = service;
        this.log = log;
        this.thread = new Thread(this::watch, "supervisor-" + service.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!closed) {
            try {
                service.handle().onExit().join();
                Thread.sleep(PAUSE_MILLIS);
                restart();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void restart() {
        if (!closed && !service.isAlive()) {
            service.start();
            restarts.incrementAndGet();
            log.say(
                    "%s started again, process %d",
                    service.name(), service.handle().pid());
        }
    }

    int restarts() {
        return restarts.get();
    }

    @Override
    public void close() {
        // Not while a start is under way: the process would outlive the test.
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
    }
}
