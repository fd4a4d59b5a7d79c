package io.histostream.messaging;

import io.histostream.contracts.ImageJob;

/** Reads {@link ImageJob} messages. */
public final class ImageJobDeserializer extends ContractDeserializer<ImageJob> {

    public ImageJobDeserializer() {
        super(ImageJob.class);
    }
}
