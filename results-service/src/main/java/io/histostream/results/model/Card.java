package io.histostream.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model version that was put into service, as its card describes it. What the card does not say is absent here.
 *
 * @param document the whole card
 */
public record Card(
        String model, String version, String digest, Instant inServiceSince, Instant lastInService, JsonNode document) {

    /** The version's place in a cross-validation. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CrossValidation(int fold, Integer folds) {}

    public Optional<String> family() {
        return text("family");
    }

    public Optional<String> architecture() {
        return text("architecture");
    }

    public Optional<String> positiveLabel() {
        return text("positiveLabel");
    }

    /** From this score of the positive label on, the positive label is predicted. */
    public double decisionThreshold() {
        return document.path("decisionThreshold").asDouble(0.5);
    }

    public double temperature() {
        return document.path("temperature").asDouble(1);
    }

    /** In the order of the model's outputs. */
    public List<String> labels() {
        return texts(document.path("labels"));
    }

    /**
     * The patients from whom the version has learnt: those it was trained on, and those by whom training was ended and the
     * temperature chosen. Empty where the card does not list them, so that nobody can tell.
     */
    public Optional<Patients> learntFrom() {
        JsonNode training = document.path("training");
        if (!training.path("trainPatients").isArray()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(texts(training.path("trainPatients")));
        all.addAll(texts(training.path("validationPatients")));
        return Optional.of(Patients.of(all));
    }

    /** The patients kept for the figures on the card; empty where the card does not list them. */
    public Optional<Patients> heldOut() {
        JsonNode patients = document.path("training").path("heldOutPatients");
        return patients.isArray() ? Optional.of(Patients.of(texts(patients))) : Optional.empty();
    }

    /** Empty for a version that is not one of a cross-validation. */
    public Optional<CrossValidation> crossValidation() {
        JsonNode said = document.path("training").path("crossValidation");
        if (!said.path("fold").isIntegralNumber()) {
            return Optional.empty();
        }
        Integer folds =
                said.path("folds").isIntegralNumber() ? said.path("folds").asInt() : null;
        return Optional.of(new CrossValidation(said.path("fold").asInt(), folds));
    }

    /** Measured at export; an empty node where the card has none. */
    public JsonNode metrics() {
        return document.path("metrics");
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(document.path(field).textValue());
    }

    // A pseudonym of digits alone may have become a number on the way from YAML.
    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }
}
