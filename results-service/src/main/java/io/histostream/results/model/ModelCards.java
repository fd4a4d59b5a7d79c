package io.histostream.results.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.contracts.ContractJson;
import io.histostream.results.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the cards of the versions that were put into service. Models belong to all tenants. */
@Singleton
public class ModelCards {

    private static final String SELECT =
            "SELECT model, version, digest, in_service_since, last_in_service, card FROM model_card";

    // The one in service last is the one that is meant where a version was packaged more than once.
    private static final String ORDER = " ORDER BY model, last_in_service DESC, version DESC, digest";

    private final Database database;

    public ModelCards(Database database) {
        this.database = database;
    }

    /** By model, and the one that was put into service last first. */
    public List<Card> all() {
        return read(SELECT + ORDER);
    }

    /** All versions of one model, the one that was put into service last first. */
    public List<Card> of(String model) {
        return read(SELECT + " WHERE model = ?" + ORDER, model);
    }

    /** The package of this digest, exactly. */
    public Optional<Card> find(String model, String version, String digest) {
        return read(SELECT + " WHERE model = ? AND version = ? AND digest = ?", model, version, digest).stream()
                .findFirst();
    }

    /** Of several packages of one version, the one that was put into service last. */
    public Optional<Card> find(String model, String version) {
        return read(SELECT + " WHERE model = ? AND version = ?" + ORDER, model, version).stream()
                .findFirst();
    }

    private List<Card> read(String sql, String... values) {
        return database.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setString(i + 1, values[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    List<Card> cards = new ArrayList<>();
                    while (rows.next()) {
                        cards.add(card(rows));
                    }
                    return cards;
                }
            }
        });
    }

    private static Card card(ResultSet row) throws SQLException {
        return new Card(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                time(row, 4),
                time(row, 5),
                document(row.getString(6)));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static JsonNode document(String json) {
        try {
            return ContractJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column of JSON is JSON", e);
        }
    }
}
