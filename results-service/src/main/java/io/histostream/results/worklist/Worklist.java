package io.histostream.results.worklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.Tenant;
import io.histostream.results.label.Label;
import io.histostream.results.label.LabelRepository;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Walks through the cases that need a human, the neediest first. */
@Singleton
public class Worklist {

    /** Cases whose labels are looked up at a time. */
    private static final int CHUNK = 1_000;

    /**
     * Some cases.
     *
     * @param next cursor of the page that follows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WorklistPage(List<WorklistItem> items, String next, Scope scope) {}

    /**
     * What was looked at.
     *
     * @param jobs the latest jobs, so many
     * @param truncated whether there are older ones that were not looked at
     */
    public record Scope(int jobs, boolean truncated) {}

    private final Snapshots snapshots;
    private final LabelRepository labels;
    private final Tenant tenant;

    Worklist(Snapshots snapshots, LabelRepository labels, Tenant tenant) {
        this.snapshots = snapshots;
        this.labels = labels;
        this.tenant = tenant;
    }

    /**
     * The cases in an order that stays as it is from page to page; what is said of them is as it is now.
     *
     * @param cursor {@code null} for the first page
     * @throws ProblemException if the cursor is not one of this filter, or its order of cases is no longer kept
     */
    public WorklistPage page(WorklistFilter filter, String cursor, int limit) {
        Place place = cursor == null ? new Place(snapshots.latest(filter.scope()), 0) : place(cursor, filter.scope());
        List<Case> cases = place.snapshot().found().cases();
        List<WorklistItem> items = new ArrayList<>();
        int at = place.offset();
        while (at < cases.size() && items.size() < limit) {
            int end = Math.min(cases.size(), at + Math.max(CHUNK, limit));
            at = fill(items, cases, at, end, filter, limit);
        }
        String next = at < cases.size() ? place.snapshot().id() + "." + at : null;
        return new WorklistPage(
                items,
                next,
                new Scope(
                        place.snapshot().found().jobs(),
                        place.snapshot().found().truncated()));
    }

    /** Where in the cases the page has ended. */
    private int fill(List<WorklistItem> items, List<Case> cases, int from, int to, WorklistFilter filter, int limit) {
        List<UUID> wanted = cases.subList(from, to).stream()
                .filter(image -> image.passes(filter))
                .map(Case::imageId)
                .toList();
        Map<UUID, Label> said = wanted.isEmpty() ? Map.of() : labels.of(tenant.name(), wanted);
        for (int at = from; at < to; at++) {
            if (items.size() == limit) {
                return at;
            }
            Case image = cases.get(at);
            if (image.passes(filter)) {
                WorklistItem item = WorklistItem.of(image, said.get(image.imageId()));
                if (filter.reviewed() == null || filter.reviewed() == item.reviewed()) {
                    items.add(item);
                }
            }
        }
        return to;
    }

    private record Place(Snapshots.Snapshot snapshot, int offset) {}

    private Place place(String cursor, WorklistFilter.Scope scope) {
        try {
            int dot = cursor.indexOf('.');
            UUID id = UUID.fromString(cursor.substring(0, dot));
            int offset = Integer.parseInt(cursor.substring(dot + 1));
            Snapshots.Snapshot snapshot = snapshots.find(id, scope).orElseThrow(Worklist::expired);
            if (offset < 0 || offset > snapshot.found().cases().size()) {
                throw expired();
            }
            return new Place(snapshot, offset);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw expired();
        }
    }

    private static ProblemException expired() {
        return new ProblemException(
                ProblemCode.INVALID_REQUEST,
                "The cursor is not one of this query, or the list that it belongs to is no longer kept; begin again.");
    }
}
