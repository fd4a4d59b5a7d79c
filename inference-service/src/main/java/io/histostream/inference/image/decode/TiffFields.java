package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The unsigned numbers in the first directory of a TIFF, by tag (TIFF 6.0, section 2). */
final class TiffFields {

    private static final int ENTRY_LENGTH = 12;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer file;
    private final Map<Integer, Integer> entries = new HashMap<>();

    TiffFields(byte[] bytes) {
        ByteOrder order = bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        this.file = ByteBuffer.wrap(bytes).order(order);
        int directory = file.getInt(4);
        int count = file.getShort(directory) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int entry = directory + 2 + ENTRY_LENGTH * i;
            entries.putIfAbsent(file.getShort(entry) & 0xFFFF, entry);
        }
    }

    int required(int tag) throws ImageRejectedException {
        if (!entries.containsKey(tag)) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "the TIFF lacks a field that every picture needs");
        }
        return valueOr(tag, 0);
    }

    int valueOr(int tag, int otherwise) throws ImageRejectedException {
        return entries.containsKey(tag) && count(tag) > 0 ? value(tag, 0) : otherwise;
    }

    int count(int tag) {
        Integer entry = entries.get(tag);
        return entry == null ? 0 : file.getInt(entry + 4);
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    int value(int tag, int index) throws ImageRejectedException {
        int entry = entries.get(tag);
        int type = file.getShort(entry + 2);
        int width = width(type);
        long length = (long) count(tag) * width;
        int at = (length <= 4 ? entry + 8 : file.getInt(entry + 8)) + index * width;
        return switch (type) {
            case BYTE -> file.get(at) & 0xFF;
            case SHORT -> file.getShort(at) & 0xFFFF;
            default -> number(file.getInt(at));
        };
    }

    private static int width(int type) throws ImageRejectedException {
        return switch (type) {
            case BYTE -> 1;
            case SHORT -> 2;
            case LONG -> 4;
            default ->
                throw new ImageRejectedException(
                        FailureCode.CORRUPT, "a field of the TIFF has another type than its meaning wants");
        };
    }

    private static int number(int value) throws ImageRejectedException {
        if (value < 0) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "a number in the TIFF is impossibly large");
        }
        return value;
    }
}
