package io.histostream.ingest.batch;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.BatchImage;
import io.histostream.contracts.Ids;
import io.histostream.contracts.ImageReference;
import io.histostream.contracts.ProblemCode;
import io.histostream.ingest.outbox.Manifest;
import io.histostream.ingest.outbox.Manifests;
import io.histostream.ingest.outbox.Outbox;
import io.histostream.problems.ProblemException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Accepts a batch: first its marker, then its manifest becomes durable; only then is it accepted, and from then on the
 * outbox publishes it, in this process or in a later one.
 *
 * <p>Under an idempotency key the batch id is derived from the key. So of two requests at the same time one creates the
 * manifest, and the other finds it: with the same content it gets the same answer, with other content a conflict.
 */
final class BatchAcceptance {

    private final StoredImages images;
    private final Manifests manifests;
    private final Outbox outbox;
    private final AcceptanceRules rules;
    private final Clock clock;

    /**
     * @param models in service
     * @param maxManifestBytes what fits into one Kafka record
     */
    record AcceptanceRules(String tenant, List<String> models, long maxManifestBytes) {}

    BatchAcceptance(StoredImages images, Manifests manifests, Outbox outbox, AcceptanceRules rules, Clock clock) {
        this.images = images;
        this.manifests = manifests;
        this.outbox = outbox;
        this.rules = rules;
        this.clock = clock;
    }

    /** @param idempotencyKey {@code null} when the client sent none */
    BatchReceipt accept(RequestedBatch request, String idempotencyKey) {
        UUID batchId = idempotencyKey == null ? UUID.randomUUID() : Ids.batch(rules.tenant(), idempotencyKey);
        if (idempotencyKey != null && request.errors().isEmpty()) {
            Optional<Manifest> earlier = manifests.find(batchId);
            if (earlier.isPresent()) {
                return sameAnswer(earlier.get(), request);
            }
        }
        outbox.requireRoom();
        Manifest manifest = new Manifest(batch(batchId, request), request.digest());
        byte[] json = manifest.toJson();
        if (json.length > rules.maxManifestBytes()) {
            throw new ProblemException(
                    ProblemCode.TOO_LARGE, "The batch is too large for one message; post it as several batches.");
        }
        return keep(manifest, json, request);
    }

    private BatchReceipt keep(Manifest manifest, byte[] json, RequestedBatch request) {
        BatchAccepted batch = manifest.batch();
        outbox.mark(batch.batchId(), batch.submittedAt());
        if (!manifests.create(batch.batchId(), json)) {
            return sameAnswer(manifests.find(batch.batchId()).orElseThrow(), request);
        }
        outbox.publish(batch.batchId(), batch.submittedAt());
        return BatchReceipt.of(batch, true);
    }

    private static BatchReceipt sameAnswer(Manifest earlier, RequestedBatch request) {
        if (!earlier.requestDigest().equals(request.digest())) {
            throw new ProblemException(
                    ProblemCode.IDEMPOTENCY_CONFLICT, "A batch with other content was accepted under this key.");
        }
        return BatchReceipt.of(earlier.batch(), false);
    }

    private BatchAccepted batch(UUID batchId, RequestedBatch request) {
        List<String> models = models(request);
        return new BatchAccepted(
                BatchAccepted.SCHEMA_VERSION,
                batchId,
                rules.tenant(),
                request.dataset(),
                models,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                images(request),
                request.activationMaps());
    }

    private List<String> models(RequestedBatch request) {
        if (request.models() == null) {
            return rules.models();
        }
        if (!Set.copyOf(rules.models()).containsAll(request.models())) {
            throw new ProblemException(
                    ProblemCode.UNKNOWN_MODEL, "In service are: " + String.join(", ", rules.models()) + ".");
        }
        return request.models();
    }

    private List<BatchImage> images(RequestedBatch request) {
        List<BatchImage> found = new ArrayList<>();
        List<ImageError> errors = new ArrayList<>(request.errors());
        for (RequestedImage image : request.images()) {
            Optional<ImageReference> reference = images.find(image.sha256());
            if (reference.isPresent()) {
                found.add(new BatchImage(
                        Ids.image(rules.tenant(), image.sha256()),
                        reference.get(),
                        image.specimen(),
                        image.magnification(),
                        image.name()));
            } else {
                errors.add(new ImageError(
                        image.index(),
                        image.sha256(),
                        ImageError.Code.MISSING_IMAGE,
                        "no image was uploaded under this digest"));
            }
        }
        if (!errors.isEmpty()) {
            errors.sort(Comparator.comparingInt(ImageError::index));
            throw new ProblemException(
                    ProblemCode.INVALID_BATCH,
                    "%d of the batch's images cannot be accepted; nothing was.".formatted(errors.size()),
                    errors);
        }
        return found;
    }
}
