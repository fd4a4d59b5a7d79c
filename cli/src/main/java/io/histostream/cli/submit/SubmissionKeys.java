package io.histostream.cli.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.cli.client.BatchRequest;
import io.histostream.contracts.ContractJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Names for submissions and batches that are made of their content, so that the same thing has the same name. */
final class SubmissionKeys {

    private static final int LENGTH = 32;

    private SubmissionKeys() {}

    /** The idempotency key of a batch. */
    static String batch(SubmissionSettings settings, BatchRequest request) {
        return digest(json(request) + settings.roundMark());
    }

    /** Under which the progress of a submission is noted. */
    static String submission(SubmissionSettings settings, List<HashedImage> images) {
        return digest(settings.server() + "\n" + settings.batchSize() + "\n" + json(settings.request(images))
                + settings.roundMark());
    }

    private static String digest(String text) {
        MessageDigest digest = HashedImage.newDigest();
        return HexFormat.of()
                .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .substring(0, LENGTH);
    }

    private static String json(BatchRequest request) {
        try {
            return ContractJson.MAPPER.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
