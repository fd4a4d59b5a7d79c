package io.histostream.results.dashboard.card;

import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.results.model.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A model card for people: what it says, part by part, and its figures as a table. */
record CardPage(Card card, String intendedUse, List<Part> parts, List<CardMetrics> metrics) {

    private static final Set<String> SHOWN_APART = Set.of("intendedUse", "metrics", "schemaVersion", "name", "version");
    private static final Set<String> PATIENTS = Set.of("trainPatients", "validationPatients", "heldOutPatients");

    /** One heading of the card. */
    record Part(String title, List<Fact> facts) {

        Part sorted() {
            return new Part(
                    title,
                    facts.stream().sorted(Comparator.comparing(Fact::name)).toList());
        }
    }

    /** @param exact whether it is a digest or the like, to be written in letters of one width */
    record Fact(String name, String value, boolean exact) {}

    private static final List<String> PARTS = List.of("Identity", "Input", "Output", "Training", "Variants", "Files");

    static CardPage of(Card card) {
        List<Fact> identity = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = card.document().fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (SHOWN_APART.contains(field.getKey())) {
                continue;
            }
            if (field.getValue().isObject()) {
                List<Fact> facts = new ArrayList<>();
                tell("", field.getValue(), facts);
                parts.add(new Part(words(field.getKey()), facts));
            } else {
                identity.add(fact(field.getKey(), words(field.getKey()), field.getValue()));
            }
        }
        parts.add(new Part("Identity", identity));
        parts.replaceAll(Part::sorted);
        parts.sort(Comparator.comparingInt(part -> PARTS.indexOf(part.title())));
        return new CardPage(
                card, card.document().path("intendedUse").asText(""), parts, CardMetrics.of(card.metrics()));
    }

    private static void tell(String prefix, JsonNode object, List<Fact> facts) {
        object.fields().forEachRemaining(field -> {
            // A file's name is no word.
            String word = field.getKey().contains(".") ? field.getKey() : words(field.getKey());
            String name = prefix.isEmpty()
                    ? word
                    : prefix + ", " + word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
            if (field.getValue().isObject()) {
                tell(name, field.getValue(), facts);
            } else {
                facts.add(fact(field.getKey(), name, field.getValue()));
            }
        });
    }

    private static Fact fact(String key, String name, JsonNode value) {
        if (PATIENTS.contains(key)) {
            return new Fact(name, value.size() + (value.size() == 1 ? " patient" : " patients"), false);
        }
        if (value.isArray()) {
            List<String> texts = StreamSupport.stream(value.spliterator(), false)
                    .map(entry -> entry.isValueNode() ? entry.asText() : entry.toString())
                    .toList();
            return new Fact(name, String.join(", ", texts), false);
        }
        String text = value.isNull() ? "–" : value.asText();
        return new Fact(name, text, text.matches("[0-9a-f]{64}"));
    }

    /** For example {@code Colour mode} for {@code colourMode}. */
    static String words(String key) {
        String spaced = key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replace('_', ' ');
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1).toLowerCase(Locale.ROOT);
    }
}
