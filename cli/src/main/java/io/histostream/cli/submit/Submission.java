package io.histostream.cli.submit;

import io.histostream.cli.client.AcceptedBatch;
import io.histostream.cli.client.BatchRequest;
import io.histostream.cli.client.IngestClient;
import io.histostream.cli.client.PostedBatch;
import io.histostream.cli.client.Problem;
import io.histostream.cli.terminal.ProgressBar;
import io.histostream.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Uploads images and posts them in batches. Done twice it gives the same batches, since each is posted under a key made
 * of its content; done again after an interruption it uploads only what is missing.
 */
public final class Submission {

    private final IngestClient ingest;
    private final SubmissionSettings settings;
    private final Terminal terminal;
    private final Parallel parallel;
    private final ConcurrentLinkedQueue<Rejection> rejected = new ConcurrentLinkedQueue<>();
    private final Set<String> contradicted = new HashSet<>();

    public Submission(IngestClient ingest, SubmissionSettings settings, Terminal terminal) {
        this.ingest = ingest;
        this.settings = settings;
        this.terminal = terminal;
        this.parallel = new Parallel(settings.parallel());
    }

    public SubmissionResult submit(List<LocalImage> images) throws InterruptedException {
        Map<String, HashedImage> byDigest = hash(images);
        List<HashedImage> distinct = List.copyOf(byDigest.values());
        List<AcceptedBatch> accepted = new ArrayList<>();
        try (UploadNotes notes = new UploadNotes(settings.notes(), SubmissionKeys.submission(settings, distinct));
                ProgressBar bar = new ProgressBar(terminal, "Uploading", distinct.size())) {
            bar.alreadyDone(distinct.stream()
                    .filter(image -> notes.contains(image.sha256()))
                    .count());
            for (int from = 0; from < distinct.size(); from += settings.batchSize()) {
                List<HashedImage> part = distinct.subList(from, Math.min(distinct.size(), from + settings.batchSize()));
                post(part, notes, bar).ifPresent(accepted::add);
            }
            notes.delete();
        }
        Map<String, LocalImage> submitted = byDigest.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().image()));
        return new SubmissionResult(
                accepted, submitted, List.copyOf(rejected), images.size() - distinct.size(), Set.copyOf(contradicted));
    }

    private Map<String, HashedImage> hash(List<LocalImage> images) throws InterruptedException {
        Map<String, HashedImage> byDigest = new LinkedHashMap<>();
        HashedImage.all(images, settings.parallel(), terminal).forEach(image -> {
            HashedImage earlier = byDigest.putIfAbsent(image.sha256(), image);
            if (earlier != null && !Objects.equals(label(earlier), label(image))) {
                contradicted.add(image.sha256());
            }
        });
        return byDigest;
    }

    private static String label(HashedImage image) {
        return image.image().description().label();
    }

    private Optional<AcceptedBatch> post(List<HashedImage> images, UploadNotes notes, ProgressBar bar)
            throws InterruptedException {
        List<HashedImage> noted =
                images.stream().filter(image -> notes.contains(image.sha256())).toList();
        List<HashedImage> uploaded = upload(
                images.stream().filter(image -> !notes.contains(image.sha256())).toList(), notes, bar);
        Set<String> sure = uploaded.stream().map(HashedImage::sha256).collect(Collectors.toSet());
        List<HashedImage> present = images.stream()
                .filter(image -> sure.contains(image.sha256()) || noted.contains(image))
                .toList();
        return postUntilTaken(present, sure, notes, bar);
    }

    private List<HashedImage> upload(List<HashedImage> images, UploadNotes notes, ProgressBar bar)
            throws InterruptedException {
        List<Optional<HashedImage>> stored = parallel.map(images, image -> {
            LocalImage local = image.image();
            Optional<Problem> refusal = ingest.upload(image.sha256(), local.mediaType(), local.file());
            bar.add(1);
            if (refusal.isPresent()) {
                Problem problem = refusal.get();
                rejected.add(new Rejection(local.file(), problem.code(), problem.detail()));
                return Optional.empty();
            }
            notes.add(image.sha256());
            return Optional.of(image);
        });
        return stored.stream().flatMap(Optional::stream).toList();
    }

    // An image that is refused is left out and the others are posted again. One that an earlier run uploaded may have
    // gone from the server since: it is uploaded again before it counts as refused.
    private Optional<AcceptedBatch> postUntilTaken(
            List<HashedImage> images, Set<String> sure, UploadNotes notes, ProgressBar bar)
            throws InterruptedException {
        if (images.isEmpty()) {
            return Optional.empty();
        }
        BatchRequest request = settings.request(images);
        PostedBatch answer = ingest.post(request, SubmissionKeys.batch(settings, request));
        if (answer.refusal().isEmpty()) {
            return Optional.of(answer.accepted());
        }
        Map<Integer, Problem.ImageError> errors = answer.refusal().get().errors().stream()
                .collect(Collectors.toMap(Problem.ImageError::index, error -> error, (first, second) -> first));
        List<HashedImage> doubtful = new ArrayList<>();
        List<HashedImage> next = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            HashedImage image = images.get(i);
            if (!errors.containsKey(i)) {
                next.add(image);
            } else if (sure.contains(image.sha256())) {
                Problem.ImageError error = errors.get(i);
                rejected.add(new Rejection(image.image().file(), error.code(), error.detail()));
            } else {
                notes.forget(image.sha256());
                doubtful.add(image);
            }
        }
        bar.add(-doubtful.size());
        next.addAll(upload(doubtful, notes, bar));
        sure.addAll(doubtful.stream().map(HashedImage::sha256).toList());
        return postUntilTaken(next, sure, notes, bar);
    }
}
