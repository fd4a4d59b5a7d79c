package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports of a local system, all counted from one base. */
public record Ports(int base) {

    public static final int DEFAULT_BASE = 18080;

    private static final int FIXED = 6;
    private static final int GREATEST_PORT = 65_535;
    private static final int MOST_WORKERS = 32;

    public Ports {
        if (base < 1024 || base > GREATEST_PORT - FIXED - MOST_WORKERS) {
            throw CommandFailure.usage(
                    "--port-base must be between 1024 and " + (GREATEST_PORT - FIXED - MOST_WORKERS));
        }
    }

    public int results() {
        return base;
    }

    public int ingest() {
        return base + 1;
    }

    /** The first worker stands at base + 2, the others follow after the fixed ports. */
    public int inference(int index) {
        return index == 0 ? base + 2 : base + FIXED + index - 1;
    }

    public int kafka() {
        return base + 3;
    }

    public int kafkaController() {
        return base + 4;
    }

    public int postgres() {
        return base + 5;
    }

    public URI resultsUrl() {
        return url(results());
    }

    public URI ingestUrl() {
        return url(ingest());
    }

    static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Refuses to go on when another program listens on any of the ports. */
    void requireFree(Collection<String> workers) {
        List<String> busy = new ArrayList<>();
        byName(List.copyOf(workers)).forEach((name, port) -> {
            if (isBusy(port)) {
                busy.add(port + " (for " + name + ")");
            }
        });
        if (!busy.isEmpty()) {
            throw CommandFailure.trouble((busy.size() == 1 ? "port " : "ports ") + String.join(", ", busy)
                    + (busy.size() == 1 ? " is" : " are")
                    + " in use by another program. Nothing was started. Choose other ports, for example "
                    + "--port-base " + (base == 28080 ? 38080 : 28080) + ".");
        }
    }

    private Map<String, Integer> byName(List<String> workers) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("results", results());
        ports.put("ingest", ingest());
        for (int i = 0; i < workers.size(); i++) {
            ports.put(workers.get(i), inference(i));
        }
        ports.put("Kafka", kafka());
        ports.put("Kafka's controller", kafkaController());
        ports.put("PostgreSQL", postgres());
        return ports;
    }

    private static boolean isBusy(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
