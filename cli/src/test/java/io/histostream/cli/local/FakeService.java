package io.histostream.cli.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands for a packaged service: says that it is ready, and dies at once when told to. */
final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        if (Boolean.getBoolean("fake.dies")) {
            System.out.println("the fake cannot go on");
            System.exit(1);
        }
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("quarkus.http.port"));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** A repository whose services are fakes, with one model. */
    static void makeRepository(Path folder) throws IOException {
        for (String module : List.of("ingest-service", "inference-service", "results-service")) {
            Path application = Files.createDirectories(folder.resolve(module).resolve("target/quarkus-app"));
            writeJar(application.resolve("quarkus-run.jar"));
        }
        Path version = Files.createDirectories(folder.resolve("models/resnet34/1.0.0"));
        Files.writeString(version.resolve("model-card.yaml"), "name: resnet34\nversion: \"1.0.0\"\n");
    }

    private static void writeJar(Path jar) throws IOException {
        URI classes = Path.of("target", "test-classes").toAbsolutePath().toUri();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toString());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }
}
