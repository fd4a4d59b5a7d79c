package io.histostream.results.evaluation.reading;

import io.histostream.contracts.Magnification;
import io.histostream.results.model.Card;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Collects a {@link PredictionTable} from jobs, the latest first, and then from labels. */
final class TableBuilder {

    private record Version(String model, String version) {}

    private final UnaryOperator<String> meaning;
    private final String positiveLabel;
    private final Map<Version, List<Card>> cards = new HashMap<>();
    private final Map<UUID, Integer> images = new HashMap<>();
    private final Map<Version, ColumnBuilder> columns = new HashMap<>();
    private final Numbering patients = new Numbering();
    private final Numbering magnifications = new Numbering();
    private final Numbering labels = new Numbering();
    private int[] patientOf = new int[1024];
    private int[] magnificationOf = new int[1024];

    /**
     * @param cards the one in service last first
     * @param positiveLabel where a version's card names none
     * @param meaning what a label of a model is in the labels' own words
     */
    TableBuilder(List<Card> cards, String positiveLabel, UnaryOperator<String> meaning) {
        this.positiveLabel = positiveLabel;
        this.meaning = meaning;
        cards.forEach(card -> this.cards
                .computeIfAbsent(new Version(card.model(), card.version()), version -> new ArrayList<>())
                .add(card));
    }

    /** The image's number. What a later job said of patient and magnification stays, where it said it. */
    int image(UUID id, String patient, String magnification) {
        Integer known = images.putIfAbsent(id, images.size());
        int image = known == null ? images.size() - 1 : known;
        if (image == patientOf.length) {
            patientOf = Arrays.copyOf(patientOf, 2 * image);
            magnificationOf = Arrays.copyOf(magnificationOf, 2 * image);
        }
        if (known == null || patientOf[image] < 0) {
            patientOf[image] = patients.of(patient);
        }
        if (known == null || magnificationOf[image] < 0) {
            magnificationOf[image] = magnifications.of(magnification);
        }
        return image;
    }

    ColumnBuilder column(String model, String version) {
        return columns.computeIfAbsent(new Version(model, version), this::newColumn);
    }

    private ColumnBuilder newColumn(Version version) {
        List<Card> known = cards.getOrDefault(version, List.of());
        String positive = known.stream()
                .flatMap(card -> card.positiveLabel().stream())
                .findFirst()
                .orElse(positiveLabel);
        Map<String, String> meanings = new HashMap<>();
        return new ColumnBuilder(
                version.model(),
                version.version(),
                known,
                meaning.apply(positive),
                label -> meanings.computeIfAbsent(label, meaning));
    }

    Numbering labels() {
        return labels;
    }

    Set<UUID> images() {
        return images.keySet();
    }

    /**
     * Patients are numbered as their images are ordered, which does not depend on when what was posted: the bootstrap draws
     * them by number, and the same study shall have the same intervals.
     *
     * @param truths the label of each image that has one
     */
    PredictionTable build(Scope scope, Map<UUID, String> truths) {
        List<UUID> ids =
                images.keySet().stream().filter(truths::containsKey).sorted().toList();
        int[] kept = ids.stream().mapToInt(images::get).toArray();
        Numbering byImage = new Numbering();
        List<String> names = patients.names();
        int[] patientOfKept = IntStream.of(kept)
                .map(image -> byImage.of(patientOf[image] < 0 ? null : names.get(patientOf[image])))
                .toArray();
        int[] truthOf = ids.stream().mapToInt(id -> labels.of(truths.get(id))).toArray();
        List<Magnification> named = magnifications.names().stream()
                .map(times -> new Magnification(new BigDecimal(times)))
                .toList();
        List<Magnification> ordered = named.stream().distinct().sorted().toList();
        return new PredictionTable(
                scope,
                images.size(),
                ids.toArray(UUID[]::new),
                truthOf,
                patientOfKept,
                IntStream.of(kept)
                        .map(image ->
                                magnificationOf[image] < 0 ? -1 : ordered.indexOf(named.get(magnificationOf[image])))
                        .toArray(),
                labels.names(),
                byImage.names(),
                ordered,
                columns.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(
                                Comparator.comparing(Version::model).thenComparing(Version::version)))
                        .map(entry -> entry.getValue().build(kept))
                        .toList());
    }
}
