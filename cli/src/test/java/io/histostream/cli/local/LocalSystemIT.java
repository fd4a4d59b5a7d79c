package io.histostream.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.histostream.cli.CommandFailure;
import io.histostream.devstack.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSystemIT {

    @TempDir
    Path folder;

    private final Ports ports = new Ports(FreePorts.find(6)[0]);
    private final Journal journal = new Journal();
    private Home home;

    @BeforeEach
    void makeRepository() throws IOException {
        home = new Home(folder.resolve("home"));
        FakeService.makeRepository(folder);
    }

    @Test
    void stopsServicesBeforeServersAndKeepsOthersOutMeanwhile() throws Exception {
        LocalSystem system = new LocalSystem(options(), journal);
        system.start();

        assertThat(home.runningPorts()).contains(ports);
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new LocalSystem(options(), journal).start())
                .withMessageContaining("a system already runs at " + home.folder());

        system.close();

        assertThat(journal.events)
                .containsSubsequence("ready Kafka and PostgreSQL", "ready ingest", "ready inference", "ready results")
                .endsWith("stopping ingest", "stopping inference", "stopping results", "stopping Kafka and PostgreSQL");
        assertThat(home.runningPorts()).isEmpty();
        assertThat(ProcessNote.all(home)).isEmpty();
        assertThat(system.death()).isNotDone();
    }

    @Test
    void sweepsWhatAKilledLauncherLeft() throws Exception {
        Process launcher = launch();
        List<ProcessHandle> left = ProcessNote.all(home).stream()
                .flatMap(note -> note.process().stream())
                .toList();
        launcher.destroyForcibly().waitFor();
        assertThat(left).hasSize(5);

        try (LocalSystem next = new LocalSystem(options(), journal)) {
            next.start();

            assertThat(left).noneMatch(ProcessHandle::isAlive);
            assertThat(journal.events.get(0)).startsWith("swept ").contains("ingest", "inference", "results");
        }
    }

    @Test
    void startsAgainAfterEverythingWasKilled() throws Exception {
        Process launcher = launch();
        List<ProcessHandle> all = ProcessNote.all(home).stream()
                .flatMap(note -> note.process().stream())
                .toList();
        launcher.destroyForcibly().waitFor();
        all.forEach(ProcessHandle::destroyForcibly);

        try (LocalSystem next = new LocalSystem(options(), journal)) {
            next.start();

            assertThat(next.results().isReady()).isTrue();
        }
    }

    @Test
    void refusesABusyPortBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket busy = new ServerSocket(ports.ingest(), 1, InetAddress.getLoopbackAddress());
                LocalSystem system = new LocalSystem(options(), journal)) {
            assertThat(busy.isBound()).isTrue();
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(system::start)
                    .withMessageContaining("port " + ports.ingest() + " (for ingest) is in use");
        }
        assertThat(journal.events).isEmpty();
    }

    @Test
    void showsTheEndOfTheLogOfAServiceThatDies() {
        LocalOptions dying = options().withProperties("results", Map.of("fake.dies", "true"));
        try (LocalSystem system = new LocalSystem(dying, journal)) {
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(system::start)
                    .withMessageContaining("results ended while it was starting")
                    .withMessageContaining(home.logs().resolve("results.log").toString())
                    .withMessageContaining("| the fake cannot go on");
        }
    }

    @Test
    void noticesWhenAServiceDiesLater() throws Exception {
        try (LocalSystem system = new LocalSystem(options(), journal)) {
            system.start();

            system.ingest().kill();

            assertThat(system.death().get(10, TimeUnit.SECONDS)).startsWith("ingest has died.");
        }
    }

    private LocalOptions options() {
        return LocalOptions.of(home, ports, folder).notDurable();
    }

    // Another process is the launcher, so that it can be killed.
    private Process launch() throws IOException {
        Path log = folder.resolve("launcher.log");
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dhistostream.root=" + folder,
                        "io.histostream.cli.Histostream",
                        "up",
                        "--home=" + home.folder(),
                        "--port-base=" + ports.base())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(150))
                .failFast(() ->
                        assertThat(launcher.isAlive()).as(Files.readString(log)).isTrue())
                .untilAsserted(() -> assertThat(log).content().contains("Ctrl-C"));
        return launcher;
    }

    private static final class Journal implements StartupListener {

        private final List<String> events = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void swept(List<String> names) {
            events.add("swept " + names);
        }

        @Override
        public void ready(String name, Duration took) {
            events.add("ready " + name);
        }

        @Override
        public void stopping(String name) {
            events.add("stopping " + name);
        }
    }
}
