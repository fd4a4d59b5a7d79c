package io.histostream.imagestore.structure;

import java.util.Objects;

/** A file is not one whole picture. The message is a sentence for a person and repeats nothing from the file. */
public final class StructureException extends Exception {

    private final StructureFault fault;

    StructureException(StructureFault fault, String detail) {
        super(detail);
        this.fault = Objects.requireNonNull(fault, "fault");
    }

    public StructureFault fault() {
        return fault;
    }
}
