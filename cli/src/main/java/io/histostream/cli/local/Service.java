package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start one of the services.
 *
 * @param name what it is called in messages, logs and notes
 * @param jar its packaged application
 * @param settings configuration by key
 */
record Service(String name, Path jar, int port, List<String> jvmOptions, Map<String, String> settings) {

    /** The command that starts it. */
    List<String> command() {
        if (!Files.exists(jar)) {
            throw CommandFailure.trouble(
                    name + " is not built: " + jar + " is missing. ./histostream or ./mvnw package builds it.");
        }
        List<String> command = new ArrayList<>();
        // The terminal sends Ctrl-C to every process; the launcher alone shall decide who stops when.
        command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", name));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dquarkus.log.console.json.enabled=false");
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
