package io.histostream.ingest.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.histostream.contracts.ProblemCode;
import io.histostream.imagestore.structure.ImageStructure;
import io.histostream.ingest.image.ImageReceiver;
import io.histostream.problems.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** A multipart request: one part {@code batch} with the JSON, and files that it names. */
final class BatchForm implements BatchFiles {

    private static final String BATCH = "batch";

    private final ImageReceiver receiver;
    private final Map<String, FormValue> files = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private FormValue batch;

    BatchForm(MultipartFormDataInput form, ImageReceiver receiver) {
        this.receiver = receiver;
        form.getValues().forEach(this::add);
        if (batch == null) {
            throw invalid("The part named batch is missing.");
        }
    }

    private void add(String name, Collection<FormValue> values) {
        for (FormValue value : values) {
            if (BATCH.equals(name)) {
                if (batch != null) {
                    throw invalid("There are two parts named batch.");
                }
                batch = value;
            } else if (!value.isFileItem() || value.getFileName() == null) {
                throw new ProblemException(
                        ProblemCode.UNKNOWN_FIELD, "A part is neither the batch nor a file with a file name.");
            } else if (files.put(value.getFileName(), value) != null) {
                throw invalid("Two files have the same name.");
            }
        }
    }

    InputStream json() {
        return batch.isFileItem()
                ? open(batch)
                : new ByteArrayInputStream(batch.getValue().getBytes(UTF_8));
    }

    @Override
    public String receive(String name, String expectedSha256) throws RefusedImageException {
        FormValue file = files.get(name);
        if (file == null) {
            throw new RefusedImageException(ImageError.Code.MISSING_FILE, "no part of the request has this file name");
        }
        used.add(name);
        try (InputStream in = open(file)) {
            return receiver.receive(in, expectedSha256, mediaTypeOf(file)).sha256();
        } catch (ProblemException e) {
            throw new RefusedImageException(
                    codeOf(e.problem().code()), e.problem().detail());
        } catch (IOException e) {
            throw new IllegalStateException("the file of a part cannot be closed", e);
        }
    }

    /** Every file must be named by the batch: one that is not was sent by mistake. */
    void requireAllUsed() {
        if (used.size() < files.size()) {
            throw invalid("The batch does not name every file that was sent.");
        }
    }

    private static String mediaTypeOf(FormValue file) throws IOException {
        String declared = file.getHeaders() == null ? null : file.getHeaders().getFirst("Content-Type");
        if (declared != null && !declared.startsWith("application/octet-stream")) {
            int end = declared.indexOf(';');
            return (end < 0 ? declared : declared.substring(0, end)).strip();
        }
        try (InputStream in = open(file)) {
            return ImageStructure.mediaTypeOf(in.readNBytes(8)).orElse("unknown");
        }
    }

    private static InputStream open(FormValue file) {
        try {
            return file.getFileItem().getInputStream();
        } catch (IOException e) {
            throw new IllegalStateException("the file of a part cannot be read", e);
        }
    }

    private static ImageError.Code codeOf(ProblemCode code) {
        return switch (code) {
            case DIGEST_MISMATCH -> ImageError.Code.DIGEST_MISMATCH;
            case TOO_LARGE -> ImageError.Code.TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> ImageError.Code.UNSUPPORTED_MEDIA_TYPE;
            default -> ImageError.Code.INVALID_IMAGE;
        };
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemCode.INVALID_REQUEST, detail);
    }
}
