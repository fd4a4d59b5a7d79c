package io.histostream.results.label;

import io.histostream.results.label.LabelError.Code;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The images that some of a lab's names stand for. */
final class ImageNames {

    private static final String FIND = "SELECT name, image_id FROM image_name WHERE tenant = ? AND name = ANY (?)";

    private final Map<String, Set<UUID>> images;

    private ImageNames(Map<String, Set<UUID>> images) {
        this.images = images;
    }

    static ImageNames of(Connection connection, String tenant, Collection<LabelRow> rows) throws SQLException {
        List<String> names = rows.stream()
                .map(LabelRow::name)
                .filter(name -> name != null)
                .distinct()
                .toList();
        Map<String, Set<UUID>> images = new HashMap<>();
        if (names.isEmpty()) {
            return new ImageNames(images);
        }
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, tenant);
            statement.setArray(2, connection.createArrayOf("text", names.toArray()));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    images.computeIfAbsent(found.getString(1), name -> new HashSet<>())
                            .add(found.getObject(2, UUID.class));
                }
            }
        }
        return new ImageNames(images);
    }

    /** The row with its image's id; a name that stands beside an id may not be another image's. */
    LabelRow resolve(LabelRow row) throws RefusedLabelException {
        if (row.name() == null) {
            return row;
        }
        Set<UUID> named = images.getOrDefault(row.name(), Set.of());
        if (row.imageId() != null) {
            if (!named.isEmpty() && !named.contains(row.imageId())) {
                throw new RefusedLabelException(Code.IMAGES_DIFFER, "The name is that of another image.");
            }
            return row;
        }
        if (named.isEmpty()) {
            throw new RefusedLabelException(Code.UNKNOWN_NAME, "No image of this name was posted.");
        }
        if (named.size() > 1) {
            throw new RefusedLabelException(
                    Code.AMBIGUOUS_NAME, named.size() + " images have this name; say which by id or sha256.");
        }
        return row.ofImage(named.iterator().next());
    }
}
