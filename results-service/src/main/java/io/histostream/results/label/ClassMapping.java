package io.histostream.results.label;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Which of the models' labels a lab's class belongs to. Case, spaces, hyphens and underscores make no difference. */
public final class ClassMapping {

    private static final List<String> FILES = List.of("binary", "breakhis", "bach");

    private static final ClassMapping SHIPPED = readShipped();

    private final Map<String, String> labels;
    private final List<String> known;

    private ClassMapping(Map<String, String> labelByClass) {
        Map<String, String> byForm = new HashMap<>();
        labelByClass.forEach((name, label) -> byForm.put(form(name), label));
        this.labels = Map.copyOf(byForm);
        this.known = labelByClass.keySet().stream().sorted().toList();
    }

    /** The classes of BreakHis and BACH, and the labels themselves. */
    public static ClassMapping shipped() {
        return SHIPPED;
    }

    /** With more classes; one that is known already is from now on what is said here. */
    public ClassMapping with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, String> all = new TreeMap<>();
        known.forEach(name -> all.put(name, labels.get(form(name))));
        // Two spellings of one class may not say two things.
        all.keySet().removeIf(name -> more.keySet().stream()
                .anyMatch(own -> form(own).equals(form(name))));
        all.putAll(more);
        return new ClassMapping(all);
    }

    /** Empty for a class that is not known. */
    public Optional<String> labelOf(String name) {
        return Optional.ofNullable(labels.get(form(name)));
    }

    /** The known classes, in alphabetical order. */
    public List<String> known() {
        return known;
    }

    private static String form(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    }

    private static ClassMapping readShipped() {
        Map<String, String> all = new TreeMap<>();
        for (String file : FILES) {
            Properties classes = new Properties();
            try (Reader reader = new InputStreamReader(
                    ClassMapping.class.getResourceAsStream("/labels/" + file + ".properties"),
                    StandardCharsets.UTF_8)) {
                classes.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            classes.stringPropertyNames().forEach(name -> all.put(name, classes.getProperty(name)));
        }
        return new ClassMapping(all);
    }
}
