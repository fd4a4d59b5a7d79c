package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import io.histostream.devstack.DevStack;
import io.histostream.devstack.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A running system on this machine. Whoever starts it closes it; closing stops ingest, then the workers, then results,
 * then Kafka and PostgreSQL. Safe to close from a shutdown hook while it is still starting.
 */
public final class LocalSystem implements AutoCloseable {

    static final Set<String> SERVERS = Set.of("kafka", "postgres");

    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final LocalOptions options;
    private final StartupListener listener;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final List<CompletableFuture<Void>> watches = new ArrayList<>();
    private final CompletableFuture<String> death = new CompletableFuture<>();
    private LauncherLock lock;
    private DevStack servers;
    private volatile boolean closing;

    public LocalSystem(LocalOptions options, StartupListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /** Starts everything and returns when every part is ready. Call once. */
    public void start() throws InterruptedException {
        takeHome();
        options.ports().requireFree(options.workers().keySet());
        startServers();
        startServices();
    }

    private synchronized void takeHome() {
        requireNotClosing();
        lock = LauncherLock.take(options.home(), options.ports());
        List<String> swept = Leftovers.sweep(options.home());
        if (!swept.isEmpty()) {
            listener.swept(swept);
        }
    }

    private void startServers() {
        long start = System.nanoTime();
        synchronized (this) {
            requireNotClosing();
            servers = DevStack.prepare(options.servers());
        }
        try {
            servers.startAll();
        } catch (CompletionException e) {
            throw CommandFailure.trouble(e.getCause().getMessage(), e);
        }
        watch("kafka", servers.kafka().handle(), servers.kafka().log());
        watch("postgres", servers.postgres().handle(), servers.postgres().log());
        listener.ready("Kafka and PostgreSQL", since(start));
    }

    private void startServices() throws InterruptedException {
        long start = System.nanoTime();
        for (ServiceProcess service : new Services(options, servers).all()) {
            launch(service);
        }
        for (ServiceProcess service : List.copyOf(services)) {
            awaitReady(service);
            listener.ready(service.name(), since(start));
        }
    }

    private synchronized void launch(ServiceProcess service) {
        requireNotClosing();
        service.start();
        services.add(service);
        watch(service.name(), service.handle(), service.log());
    }

    private void awaitReady(ServiceProcess service) throws InterruptedException {
        try {
            service.awaitReady(START_TIMEOUT);
        } catch (IllegalStateException e) {
            String event = service.isAlive()
                    ? service.name() + " was not ready within " + START_TIMEOUT.toSeconds() + " s"
                    : service.name() + " ended while it was starting";
            throw CommandFailure.trouble(LogTail.describe(event, service.log()), e);
        }
    }

    private synchronized void watch(String name, ProcessHandle process, Path log) {
        ProcessNote.write(options.home(), ProcessNote.of(name, process));
        watches.add(process.onExit().thenRun(() -> died(name, log)));
    }

    private void died(String name, Path log) {
        if (!closing) {
            death.complete(LogTail.describe(name + " has died", log));
        }
    }

    private void requireNotClosing() {
        if (closing) {
            throw CommandFailure.trouble("stopped while starting");
        }
    }

    /** Completes with a description when any part ends by itself. */
    public CompletableFuture<String> death() {
        return death;
    }

    /** Kafka and PostgreSQL, once {@link #start} has returned. */
    public DevStack servers() {
        return servers;
    }

    public ServiceProcess ingest() {
        return service(Services.INGEST);
    }

    /** The worker that serves a model. */
    public ServiceProcess inference(String model) {
        return options.workers().entrySet().stream()
                .filter(worker -> worker.getValue().contains(model))
                .map(worker -> service(worker.getKey()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no worker serves " + model));
    }

    public ServiceProcess results() {
        return service(Services.RESULTS);
    }

    /** A service by name: {@code ingest}, {@code results}, {@code inference} or, one per model, {@code inference-<model>}. */
    public synchronized ServiceProcess service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + name));
    }

    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        for (ServiceProcess service : services) {
            listener.stopping(service.name());
            if (!service.stop(STOP_TIMEOUT)) {
                listener.killed(service.name());
            }
            ProcessNote.remove(options.home(), service.name());
        }
        if (servers != null) {
            listener.stopping("Kafka and PostgreSQL");
            servers.close();
            SERVERS.forEach(name -> ProcessNote.remove(options.home(), name));
        }
        if (lock != null) {
            lock.close();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
