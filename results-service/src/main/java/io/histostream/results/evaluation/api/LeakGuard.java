package io.histostream.results.evaluation.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether the figures beside it may be believed: a model knows the patients that it was trained or tuned on.
 *
 * @param patients patients that the model had seen: refused, included or left out, as the state says
 * @param detail one sentence for people; never names a patient
 */
@Schema(name = "LeakGuard")
public record LeakGuard(State state, int patients, String detail) {

    /** What became of patients that the model had seen. */
    @Schema(
            name = "LeakGuardState",
            enumeration = {"clean", "contaminated", "refused", "excluded", "unverified"})
    public enum State {
        /** There were none. */
        CLEAN,
        /** They are included, as the request asked: the figures are too good. */
        CONTAMINATED,
        /** They are there, so nothing was computed. */
        REFUSED,
        /** They were left out, as the request asked. */
        EXCLUDED,
        /** Nobody knows: an image has no patient, or the model's card does not say whom it was trained on. */
        UNVERIFIED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonIgnore
    public boolean isRefused() {
        return state == State.REFUSED;
    }

    @JsonIgnore
    public boolean isContaminated() {
        return state == State.CONTAMINATED;
    }
}
