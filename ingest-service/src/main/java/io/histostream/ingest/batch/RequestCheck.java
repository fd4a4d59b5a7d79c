package io.histostream.ingest.batch;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Names;
import io.histostream.contracts.ProblemCode;
import io.histostream.contracts.Specimen;
import io.histostream.problems.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds a request against the rules of the interface; what is wrong with single images is collected. */
final class RequestCheck {

    private static final int MAX_MODELS = 64;

    private final int maxImages;

    RequestCheck(int maxImages) {
        this.maxImages = maxImages;
    }

    /** @throws ProblemException when the request as a whole breaks a rule */
    RequestedBatch check(BatchRequest request, BatchFiles files) {
        checkWhole(request);
        List<RequestedImage> images = new ArrayList<>();
        List<ImageError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < request.images().size(); index++) {
            BatchRequest.Image image = request.images().get(index);
            try {
                RequestedImage requested = image(index, image, files);
                if (!seen.add(requested.sha256())) {
                    throw new RefusedImageException(
                            ImageError.Code.DUPLICATE_IMAGE, "the same image stands earlier in the batch");
                }
                images.add(requested);
            } catch (RefusedImageException e) {
                errors.add(new ImageError(index, digestOrNull(image), e.code(), e.getMessage()));
            }
        }
        return new RequestedBatch(request.dataset(), request.models(), images, request.activationMaps(), errors);
    }

    private void checkWhole(BatchRequest request) {
        try {
            Names.datasetOrNull(request.dataset());
            if (request.models() != null) {
                checkModels(request.models());
            }
        } catch (IllegalArgumentException e) {
            throw invalid("The batch's " + e.getMessage() + ".");
        }
        if (request.images() == null || request.images().isEmpty()) {
            throw invalid("A batch has at least one image.");
        }
        if (request.images().size() > maxImages) {
            throw new ProblemException(
                    ProblemCode.TOO_LARGE, "A batch may have at most %d images.".formatted(maxImages));
        }
    }

    private static void checkModels(List<String> models) {
        if (models.isEmpty() || models.size() > MAX_MODELS) {
            throw invalid("A batch names 1 to %d models, or leaves the field out.".formatted(MAX_MODELS));
        }
        models.forEach(Names::requireModel);
        if (Set.copyOf(models).size() < models.size()) {
            throw invalid("A model is named twice.");
        }
    }

    private static RequestedImage image(int index, BatchRequest.Image image, BatchFiles files)
            throws RefusedImageException {
        try {
            if (image == null || image.sha256() == null && image.file() == null) {
                throw new IllegalArgumentException("an image needs a sha256, or a file in a multipart request");
            }
            if (image.sha256() != null) {
                Names.requireSha256(image.sha256());
            }
            Magnification magnification =
                    image.magnification() == null ? null : new Magnification(image.magnification());
            Specimen specimen = specimen(image.specimen());
            String name = Names.pseudonymOrNull("name", image.name());
            String sha256 = image.file() == null ? image.sha256() : files.receive(image.file(), image.sha256());
            return new RequestedImage(index, sha256, specimen, magnification, name);
        } catch (IllegalArgumentException e) {
            throw new RefusedImageException(ImageError.Code.INVALID_REQUEST, e.getMessage());
        }
    }

    private static Specimen specimen(BatchRequest.SpecimenNames names) {
        return names == null ? Specimen.UNKNOWN : new Specimen(names.patientId(), names.specimenId(), names.slideId());
    }

    private static String digestOrNull(BatchRequest.Image image) {
        return image != null && image.sha256() != null && image.sha256().matches(Names.SHA256) ? image.sha256() : null;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemCode.INVALID_REQUEST, detail);
    }
}
