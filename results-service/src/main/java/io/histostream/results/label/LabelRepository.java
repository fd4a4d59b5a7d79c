package io.histostream.results.label;

import io.histostream.results.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads labels. */
@Singleton
public class LabelRepository {

    private static final String COLUMNS = "SELECT said.image_id, image.sha256, (SELECT min(name) FROM image_name"
            + " WHERE image_name.tenant = said.tenant AND image_name.image_id = said.image_id),"
            + " said.class, said.label, said.source, said.review, said.at FROM ";
    private static final String IMAGE = " said LEFT JOIN image ON image.image_id = said.image_id WHERE said.tenant = ?";

    private static final String CURRENT = COLUMNS + "label" + IMAGE;
    private static final String HISTORY = COLUMNS + "label_history" + IMAGE;

    // An image may be in several data sets; its label is met once all the same.
    private static final String OF_DATASET = " AND EXISTS (SELECT FROM job WHERE job.tenant = said.tenant"
            + " AND job.image_id = said.image_id AND job.dataset = ?)";

    private final Database database;

    public LabelRepository(Database database) {
        this.database = database;
    }

    /**
     * Labels in the order of their images' ids, so that a label that is there during a whole walk is met exactly once.
     *
     * @param dataset {@code null} for any
     * @param after {@code null} from the first one on
     */
    List<Label> page(String tenant, String dataset, UUID after, int limit) {
        List<Object> values = new ArrayList<>(List.of(tenant));
        StringBuilder sql = new StringBuilder(CURRENT);
        if (after != null) {
            sql.append(" AND said.image_id > ?");
            values.add(after);
        }
        if (dataset != null) {
            sql.append(OF_DATASET);
            values.add(dataset);
        }
        values.add(limit);
        return read(sql + " ORDER BY said.image_id LIMIT ?", values);
    }

    /** The label that counts now, if there is one. */
    public Optional<Label> find(String tenant, UUID image) {
        return read(CURRENT + " AND said.image_id = ?", List.of(tenant, image)).stream()
                .findFirst();
    }

    /** The labels that count now of those images that have one. */
    public Map<UUID, Label> of(String tenant, Collection<UUID> images) {
        return read(CURRENT + " AND said.image_id = ANY (?)", List.of(tenant, images.toArray(UUID[]::new))).stream()
                .collect(Collectors.toMap(Label::imageId, Function.identity()));
    }

    /** Every change of an image's label, the latest first. */
    public List<Label> history(String tenant, UUID image) {
        return read(HISTORY + " AND said.image_id = ? ORDER BY said.change DESC", List.of(tenant, image));
    }

    private List<Label> read(String sql, List<Object> values) {
        return database.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.size(); i++) {
                    Object value = values.get(i);
                    statement.setObject(
                            i + 1, value instanceof UUID[] ids ? connection.createArrayOf("uuid", ids) : value);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    List<Label> labels = new ArrayList<>();
                    while (rows.next()) {
                        labels.add(label(rows));
                    }
                    return labels;
                }
            }
        });
    }

    private static Label label(ResultSet row) throws SQLException {
        return new Label(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7),
                row.getObject(8, OffsetDateTime.class).toInstant());
    }
}
