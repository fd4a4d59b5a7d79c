package io.histostream.benchmarks;

import io.histostream.devstack.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the services hold after the load: heap from their metrics, resident memory from Linux. */
final class Memory {

    private static final double MEBIBYTE = 1 << 20;

    private Memory() {}

    static void measure(List<ServiceProcess> services, Report report) throws IOException, InterruptedException {
        for (ServiceProcess service : services) {
            report.add(service.name() + ": heap used", "%.0f MiB", heap(service) / MEBIBYTE);
            report.add(service.name() + ": resident", "%.0f MiB", resident(service) / MEBIBYTE);
        }
    }

    private static double heap(ServiceProcess service) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(service.uri().resolve("/q/metrics")).build();
        String metrics = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static double resident(ServiceProcess service) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", Long.toString(service.handle().pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
