package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import io.histostream.devstack.DevStack;
import io.histostream.devstack.ServerProcess;
import java.net.http.HttpClient;
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

    /** Told what happens; called from one thread at a time. */
    public interface Listener {

        void swept(List<String> names);

        void ready(String name, Duration took);

        void stopping(String name);
    }

    private final LocalOptions options;
    private final Listener listener;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final List<CompletableFuture<Void>> watches = new ArrayList<>();
    private final CompletableFuture<String> death = new CompletableFuture<>();
    private LauncherLock lock;
    private DevStack servers;
    private volatile boolean closing;

    public LocalSystem(LocalOptions options, Listener listener) {
        this.options = options;
        this.listener = listener;
    }

    /** Starts everything and returns when every part is ready. Call once. */
    public void start() throws InterruptedException {
        takeHome();
        options.ports().requireFree(options.models());
        startServers();
        startServices();
    }

    private synchronized void takeHome() {
        lock = LauncherLock.take(options.home(), options.ports());
        List<String> swept = Leftovers.sweep(options.home());
        if (!swept.isEmpty()) {
            listener.swept(swept);
        }
    }

    private void startServers() {
        long start = System.nanoTime();
        DevStack stack = DevStack.prepare(options.servers());
        synchronized (this) {
            requireNotClosing();
            servers = stack;
        }
        try {
            stack.startAll();
        } catch (CompletionException | IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw CommandFailure.trouble(cause.getMessage(), e);
        }
        watch("kafka", stack.kafka());
        watch("postgres", stack.postgres());
        listener.ready("Kafka and PostgreSQL", since(start));
    }

    private synchronized void watch(String name, ServerProcess server) {
        ProcessNote.write(options.home(), ProcessNote.of(name, server.handle()));
        watches.add(server.handle().onExit().thenRun(() -> died(name, server.log())));
    }

    private void startServices() throws InterruptedException {
        long start = System.nanoTime();
        List<Service> wanted = options.services(servers.bootstrapServers(), servers.jdbcUrl(), servers.databaseUser());
        for (Service service : wanted) {
            launch(service);
        }
        for (ServiceProcess service : List.copyOf(services)) {
            service.awaitReady(http);
            listener.ready(service.name(), since(start));
        }
    }

    private synchronized void launch(Service service) {
        requireNotClosing();
        ServiceProcess process = ServiceProcess.start(service, options.home());
        services.add(process);
        watches.add(process.onExit().thenRun(() -> died(process.name(), process.log())));
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

    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        for (ServiceProcess service : services) {
            listener.stopping(service.name());
            service.stop();
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
