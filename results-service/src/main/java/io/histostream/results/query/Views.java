package io.histostream.results.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.Magnification;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All models' predictions for one image, slide or patient, side by side. */
public final class Views {

    private Views() {}

    /**
     * One image in every batch that it was posted in, the latest first.
     *
     * @param mediaType {@code null} until the image's batch message has come
     * @param size in bytes; {@code null} until the image's batch message has come
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImageView(
            UUID imageId,
            String sha256,
            String mediaType,
            Long size,
            List<ScoreAggregate> byModel,
            List<PredictionItem> predictions,
            boolean truncated) {}

    /** One image among those of a slide or patient. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImagePredictions(
            UUID imageId,
            String sha256,
            String slideId,
            Magnification magnification,
            List<PredictionItem> predictions) {}

    /**
     * A slide.
     *
     * @param truncated whether there are more predictions than one view holds; the latest are here
     */
    public record SlideView(
            String slideId,
            List<String> patientIds,
            List<ScoreAggregate> byModel,
            List<ImagePredictions> images,
            boolean truncated) {}

    /**
     * A patient.
     *
     * @param byModel the patient's score by each model, over all slides and magnifications
     * @param truncated whether there are more predictions than one view holds; the latest are here
     */
    public record PatientView(
            String patientId,
            List<ScoreAggregate> byModel,
            List<SlideScores> slides,
            List<ImagePredictions> images,
            boolean truncated) {}

    /** A slide among those of a patient. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SlideScores(String slideId, List<ScoreAggregate> byModel) {}

    static List<ImagePredictions> byImage(List<PredictionItem> items) {
        return group(items, PredictionItem::imageId).values().stream()
                .map(image -> new ImagePredictions(
                        image.get(0).imageId(),
                        image.get(0).sha256(),
                        image.get(0).slideId(),
                        image.get(0).magnification(),
                        sideBySide(image)))
                .toList();
    }

    static List<SlideScores> bySlide(List<PredictionItem> items, String positiveLabel) {
        List<PredictionItem> known =
                items.stream().filter(item -> item.slideId() != null).toList();
        return group(known, PredictionItem::slideId).entrySet().stream()
                .map(slide -> new SlideScores(slide.getKey(), ScoreAggregate.of(slide.getValue(), positiveLabel)))
                .sorted(Comparator.comparing(SlideScores::slideId))
                .toList();
    }

    static List<String> patients(List<PredictionItem> items) {
        return items.stream()
                .map(PredictionItem::patientId)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** By model; the latest batch first within a model. */
    static List<PredictionItem> sideBySide(List<PredictionItem> items) {
        return items.stream()
                .sorted(Comparator.comparing(PredictionItem::model)
                        .thenComparing(PredictionItem::submittedAt, Comparator.reverseOrder()))
                .toList();
    }

    private static <K> Map<K, List<PredictionItem>> group(List<PredictionItem> items, Function<PredictionItem, K> key) {
        return items.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
