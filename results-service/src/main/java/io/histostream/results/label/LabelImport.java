package io.histostream.results.label;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.label.LabelError.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** One request's rows on their way to labels: checked one by one, kept only if none is wrong. */
final class LabelImport {

    /** Rows that are held in memory at a time. */
    private static final int CHUNK = 2_000;

    private static final int MOST_ERRORS = 100;

    /** Where a row stands, for whoever looks for it. */
    enum Place {
        INDEX,
        LINE;

        LabelError error(long position, Code code, String detail) {
            return switch (this) {
                case INDEX -> new LabelError((int) position, null, code, detail);
                case LINE -> new LabelError(null, position, code, detail);
            };
        }
    }

    private final Connection connection;
    private final String tenant;
    private final LabelCheck check;
    private final Place place;
    private final LabelStaging staging;
    private final List<LabelRow> chunk = new ArrayList<>();
    private final List<LabelError> errors = new ArrayList<>();
    private long received;

    LabelImport(Connection connection, String tenant, LabelCheck check, Place place) throws SQLException {
        this.connection = connection;
        this.tenant = tenant;
        this.check = check;
        this.place = place;
        this.staging = new LabelStaging(connection);
    }

    void add(RequestedLabel row) throws SQLException {
        received++;
        try {
            chunk.add(check.check(row));
        } catch (RefusedLabelException e) {
            refuse(row.position(), e.code(), e.getMessage());
        }
        if (chunk.size() == CHUNK) {
            stage();
        }
    }

    private void stage() throws SQLException {
        ImageNames names = ImageNames.of(connection, tenant, chunk);
        List<LabelRow> resolved = new ArrayList<>();
        for (LabelRow row : chunk) {
            try {
                resolved.add(names.resolve(row));
            } catch (RefusedLabelException e) {
                refuse(row.position(), e.code(), e.getMessage());
            }
        }
        chunk.clear();
        // With one wrong row nothing will be kept; the others are only looked at.
        if (errors.isEmpty() && !resolved.isEmpty()) {
            staging.add(resolved);
        }
    }

    private void refuse(long position, Code code, String detail) {
        errors.add(place.error(position, code, detail));
        if (errors.size() == MOST_ERRORS) {
            throw refusal("At least %d rows are wrong; nothing was kept.".formatted(MOST_ERRORS));
        }
    }

    /** @throws ProblemException if any row is wrong */
    LabelReceipt end(Instant at) throws SQLException {
        stage();
        if (errors.isEmpty()) {
            LongFunction<LabelError> contradiction = position ->
                    place.error(position, Code.CONTRADICTION, "Another row says something else of the same image.");
            staging.contradictions(MOST_ERRORS).forEach(position -> errors.add(contradiction.apply(position)));
        }
        if (!errors.isEmpty()) {
            throw refusal("%d row(s) of %d are wrong; nothing was kept.".formatted(errors.size(), received));
        }
        long changed = staging.apply(tenant, at);
        return new LabelReceipt(received, changed, received - changed);
    }

    private ProblemException refusal(String detail) {
        return new ProblemException(ProblemCode.INVALID_LABELS, detail, List.copyOf(errors));
    }
}
