package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where an image comes from, in the lab's pseudonyms: a patient has specimens, a specimen has slides. Each may be
 * {@code null} where the lab does not say.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Specimen(String patientId, String specimenId, String slideId) {

    public static final Specimen UNKNOWN = new Specimen(null, null, null);

    public Specimen {
        Names.pseudonymOrNull("patientId", patientId);
        Names.pseudonymOrNull("specimenId", specimenId);
        Names.pseudonymOrNull("slideId", slideId);
    }
}
