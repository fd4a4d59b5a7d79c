package io.histostream.inference.model;

/** The run needed more memory than the device has free; no image is at fault. */
public final class DeviceMemoryException extends ModelRunException {

    public DeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
