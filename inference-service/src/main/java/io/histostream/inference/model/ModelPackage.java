package io.histostream.inference.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.histostream.contracts.ModelReference;
import io.histostream.inference.model.GoldenImages.GoldenImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model version on disk, whose card is sealed and all of whose other files have the digests that the card lists. */
public final class ModelPackage {

    public static final String CARD_FILE = "model-card.yaml";
    public static final String GRAPH_FILE = "model.onnx";

    private final Path folder;
    private final ModelCard card;
    private final Map<?, ?> document;
    private final String digest;
    private final GoldenImages golden;

    private ModelPackage(Path folder, ModelCard card, Map<?, ?> document, String digest, GoldenImages golden) {
        this.folder = folder;
        this.card = card;
        this.document = document;
        this.digest = digest;
        this.golden = golden;
    }

    /**
     * Reads the card and verifies it and every other file of the package before anything is loaded from it.
     *
     * @throws ModelRefusedException with the exact reason
     */
    public static ModelPackage read(Path folder) {
        Path real = realFolder(folder);
        byte[] bytes = bytesOf(real, CARD_FILE);
        CardSeal.verify(bytes, bytesOf(real, CardSeal.FILE));
        ModelCard card = StrictReader.read(StrictReader.YAML, bytes, ModelCard.class, CARD_FILE);
        verifyFiles(real, card);
        GoldenImages golden = StrictReader.read(
                StrictReader.JSON, bytesOf(real, GoldenImages.FILE), GoldenImages.class, GoldenImages.FILE);
        verifyGolden(card, golden);
        Map<?, ?> document = StrictReader.read(StrictReader.YAML, bytes, Map.class, CARD_FILE);
        return new ModelPackage(real, card, document, Sha256.of(bytes), golden);
    }

    private static Path realFolder(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new ModelRefusedException("there is no model package in " + folder, e);
        }
    }

    private static void verifyFiles(Path folder, ModelCard card) {
        for (String required : new String[] {GRAPH_FILE, GoldenImages.FILE}) {
            if (!card.files().containsKey(required)) {
                throw new ModelRefusedException(CARD_FILE + ": files does not list " + required);
            }
        }
        Set<String> unlisted = new TreeSet<>(filesIn(folder));
        unlisted.removeAll(card.files().keySet());
        unlisted.remove(CARD_FILE);
        unlisted.remove(CardSeal.FILE);
        if (!unlisted.isEmpty()) {
            throw new ModelRefusedException(CARD_FILE + ": files does not list " + String.join(", ", unlisted));
        }
        new TreeSet<>(card.files().keySet())
                .forEach(file -> verifyDigest(folder, file, card.files().get(file)));
    }

    private static Set<String> filesIn(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !Files.isDirectory(path))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new ModelRefusedException("the package's files cannot be listed", e);
        }
    }

    private static void verifyDigest(Path folder, String file, String expected) {
        try {
            Path real = folder.resolve(file).toRealPath();
            if (!real.startsWith(folder)) {
                throw new ModelRefusedException(CARD_FILE + ": files lists " + file + ", which is outside the package");
            }
            String found = Sha256.of(real);
            if (!found.equals(expected)) {
                throw new ModelRefusedException(file + " has digest " + found + ", but the card says " + expected);
            }
        } catch (IOException e) {
            throw new ModelRefusedException(file + " is listed in the card and cannot be read", e);
        }
    }

    private static void verifyGolden(ModelCard card, GoldenImages golden) {
        for (GoldenImage image : golden.images()) {
            if (!card.files().containsKey(image.file())) {
                throw new ModelRefusedException(GoldenImages.FILE + ": the card does not list " + image.file());
            }
            if (image.scores().size() != card.labels().size()) {
                throw new ModelRefusedException(
                        GoldenImages.FILE + ": " + image.file() + " must have one score per label");
            }
        }
    }

    private static byte[] bytesOf(Path folder, String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new ModelRefusedException("the package in " + folder + " has no readable " + file, e);
        }
    }

    public ModelCard card() {
        return card;
    }

    /** The card as it is written, to show to others. */
    public Map<?, ?> document() {
        return document;
    }

    public ModelReference reference() {
        return new ModelReference(card.name(), card.version(), digest);
    }

    public GoldenImages golden() {
        return golden;
    }

    /**
     * The graph of a variant, or {@code model.onnx} if none is asked for or {@link ModelVariant#FP32} is.
     *
     * @throws ModelRefusedException when the card has no such variant
     */
    public ModelGraph graph(Optional<String> variant) {
        Optional<String> listed = variant.filter(name -> !name.equals(ModelVariant.FP32));
        if (listed.isEmpty()) {
            return new ModelGraph(folder.resolve(GRAPH_FILE), Optional.empty(), Optional.empty());
        }
        ModelVariant rules = card.variants().get(listed.get());
        if (rules == null) {
            Set<String> names = new TreeSet<>(card.variants().keySet());
            names.add(ModelVariant.FP32);
            throw new ModelRefusedException("%s %s has no variant %s, but %s"
                    .formatted(card.name(), card.version(), listed.get(), String.join(", ", names)));
        }
        return new ModelGraph(folder.resolve(rules.file()), listed, Optional.of(rules));
    }

    byte[] bytesOf(GoldenImage image) {
        return bytesOf(folder, image.file());
    }

    /** SHA-256 of the card's whole input section, as JSON with its keys in alphabetical order. */
    public String preprocessingDigest() {
        try {
            return Sha256.of(StrictReader.JSON
                    .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsBytes(document.get("input")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }
}
