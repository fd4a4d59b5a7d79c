package io.histostream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bills of materials (CycloneDX) of what runs, and the licences in them. */
class SupplyChainIT {

    private static final Path ROOT = Path.of(System.getProperty("histostream.root", ".."));
    private static final Path LIST = ROOT.resolve("docs/licences.md");
    private static final List<String> ARTEFACTS =
            List.of("ingest-service", "inference-service", "results-service", "cli");

    private static final Pattern PLATFORM = Pattern.compile("-(linux|osx|darwin|windows)-\\w+$");

    /** One of a component's licences must be among these: a component may be taken under any of several. */
    private static final Set<String> ACCEPTED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "Go License",
            "MIT",
            "MIT-0",
            "Public Domain");

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "inference-service", "results-service", "cli"})
    void namesEveryComponentWithItsDigestAndALicenceThatIsAccepted(String artefact) throws IOException {
        JsonNode bill = bill(artefact);

        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo(artefact);
        assertThat(bill.path("components")).hasSizeGreaterThan(40).allSatisfy(component -> {
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
            assertThat(component.path("hashes")).isNotEmpty();
            assertThat(licences(component)).as(name(component)).containsAnyElementsOf(ACCEPTED);
        });
    }

    @Test
    void theListOfLicencesIsTrue() throws IOException {
        TreeMap<String, TreeSet<String>> byComponent = new TreeMap<>();
        for (String artefact : ARTEFACTS) {
            for (JsonNode component : bill(artefact).path("components")) {
                if (!component.path("group").asText().equals("io.histostream")) {
                    byComponent
                            .computeIfAbsent(name(component), key -> new TreeSet<>())
                            .addAll(licences(component));
                }
            }
        }
        String list =
                "# Licences of what is shipped\n\nOf the three services and the command, made from their bills of materials"
                        + " by `SupplyChainIT`;\n`-Dlicences.write=true` writes this page anew.\n\n| component | licences |\n|---|---|\n"
                        + byComponent.entrySet().stream()
                                .map(entry ->
                                        "| %s | %s |\n".formatted(entry.getKey(), String.join(", ", entry.getValue())))
                                .collect(Collectors.joining());
        if (Boolean.getBoolean("licences.write")) {
            Files.writeString(LIST, list);
        }

        assertThat(LIST).hasContent(list);
    }

    private static JsonNode bill(String artefact) throws IOException {
        return new ObjectMapper()
                .readTree(ROOT.resolve(artefact).resolve("target/bom.json").toFile());
    }

    private static String name(JsonNode component) {
        return component.path("group").asText() + ":"
                + PLATFORM.matcher(component.path("name").asText()).replaceFirst("-<platform>");
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            licences.add(licence.path("id").asText(licence.path("name").asText()));
        }
        return licences;
    }
}
