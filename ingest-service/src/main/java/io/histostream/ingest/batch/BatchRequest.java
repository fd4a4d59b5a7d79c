package io.histostream.ingest.batch;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JSON of a posted batch, word for word; nothing of it is checked yet.
 *
 * @param models {@code null} for all models in service
 * @param activationMaps {@code null} as good as false
 */
@Schema(name = "Batch")
public record BatchRequest(
        String dataset,
        List<String> models,
        List<Image> images,

        @Schema(
                description = "Asks for a heat map of every image by every model that gives one; false if left out",
                defaultValue = "false")
        Boolean activationMaps) {

    /**
     * @param sha256 digest of an uploaded image; with a {@code file}, its expected digest
     * @param file in a multipart request, the file name of the part that holds the image
     * @param name the lab's own name of the image, of the form of a pseudonym; labels may name the image by it
     */
    @Schema(name = "BatchImage")
    public record Image(String sha256, String file, SpecimenNames specimen, BigDecimal magnification, String name) {}

    /** The lab's pseudonyms. */
    @Schema(name = "Specimen")
    public record SpecimenNames(String patientId, String specimenId, String slideId) {}
}
