package io.histostream.ingest;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.BatchImage;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.ImageReference;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import io.histostream.ingest.batch.BatchReceipt;
import io.histostream.ingest.batch.BatchRequest;
import io.histostream.ingest.batch.ImageError;
import io.histostream.ingest.image.ReceivedImage;
import io.histostream.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Records that become JSON, or come from it, where a native build cannot see it. */
@RegisterForReflection(
        targets = {
            BatchAccepted.class,
            BatchImage.class,
            ImageJob.class,
            ImageReference.class,
            Magnification.class,
            Specimen.class,
            BatchReceipt.class,
            BatchReceipt.Image.class,
            BatchRequest.class,
            BatchRequest.Image.class,
            BatchRequest.SpecimenNames.class,
            ImageError.class,
            ReceivedImage.class,
            Problem.class
        })
final class NativeReflection {

    private NativeReflection() {}
}
