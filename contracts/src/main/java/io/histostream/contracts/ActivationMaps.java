package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Where in a picture a model saw each label; an object of the image store, written once by the worker before the
 * outcome that names its key. The numbers are the graph's own and have no common scale between models.
 *
 * @param variant as in {@link Provenance}
 * @param method {@code cam} or {@code grad-cam}
 * @param field the part of the picture that the cells divide evenly
 * @param maps one per label, in the model card's label order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivationMaps(
        int schemaVersion,
        UUID jobId,
        ModelReference model,
        String variant,
        String method,
        int rows,
        int columns,
        Field field,
        List<LabelMap> maps) {

    public static final int SCHEMA_VERSION = 1;

    /** No worker writes a longer object, and no reader reads one. */
    public static final int MAX_BYTES = 4 << 20;

    /** More rows or columns than any model's last feature map has. */
    public static final int MAX_SIDE = 128;

    /**
     * What the model was shown of the picture.
     *
     * @param shortestEdge the picture's shortest edge after the resize, of which the centre was cropped; {@code null}
     *     where the whole picture was resized to the model's size
     * @param width of the model's input, in pixels
     * @param height of the model's input, in pixels
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Field(Integer shortestEdge, int width, int height) {
        public Field {
            if (shortestEdge != null && shortestEdge < 1 || width < 1 || height < 1) {
                throw new IllegalArgumentException("field must have positive sides");
            }
        }
    }

    /**
     * One label's map.
     *
     * @param cells row by row from the upper left; finite
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LabelMap(String label, List<Float> cells) {
        public LabelMap {
            Objects.requireNonNull(label, "label");
            cells = List.copyOf(cells);
            if (!cells.stream().allMatch(Float::isFinite)) {
                throw new IllegalArgumentException("a cell is not a finite number");
            }
        }
    }

    public ActivationMaps {
        SchemaVersion.require(SCHEMA_VERSION, schemaVersion);
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(field, "field");
        maps = List.copyOf(maps);
        if (rows < 1 || rows > MAX_SIDE || columns < 1 || columns > MAX_SIDE) {
            throw new IllegalArgumentException("maps have 1 to %d rows and columns".formatted(MAX_SIDE));
        }
        int cells = rows * columns;
        if (maps.stream().anyMatch(map -> map.cells().size() != cells)) {
            throw new IllegalArgumentException("each map has rows times columns cells");
        }
    }
}
