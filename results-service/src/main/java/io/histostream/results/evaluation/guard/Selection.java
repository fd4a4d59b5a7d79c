package io.histostream.results.evaluation.guard;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.LeakGuard;

/**
 * The images that one or two candidates are judged on, and what the leak guard says of them.
 *
 * @param magnification {@code null} for all of them together
 * @param images numbers of the images; those that would have been judged where refused
 * @param patients of these images
 * @param withoutPatient images among these whose patient is not known
 * @param failed images that a candidate only failed on
 * @param missing images that a candidate has no outcome for
 * @param notHeldOutPatients patients that no fold held out
 * @param notHeldOutImages their images, and images without a patient where cross-validated
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and changed by nobody.
public record Selection(
        Magnification magnification,
        LeakGuard leakGuard,
        int[] images,
        int patients,
        int withoutPatient,
        int failed,
        int missing,
        int notHeldOutPatients,
        int notHeldOutImages) {}
