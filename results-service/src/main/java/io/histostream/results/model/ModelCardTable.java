package io.histostream.results.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ModelInService;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/** Writes table {@code model_card}. */
@Singleton
public class ModelCardTable {

    // Notices come in any order and more than once. A card never changes: its digest is part of the key.
    private static final String UPSERT =
            "INSERT INTO model_card (model, version, digest, card, in_service_since, last_in_service)"
                    + " VALUES (?, ?, ?, ?::jsonb, ?, ?) ON CONFLICT (model, version, digest) DO UPDATE SET"
                    + " in_service_since = least(model_card.in_service_since, excluded.in_service_since),"
                    + " last_in_service = greatest(model_card.last_in_service, excluded.last_in_service)";

    private final DataSource dataSource;

    public ModelCardTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Adds a version, or notes that it was put into service again. */
    public void keep(ModelInService version) throws SQLException {
        Timestamp at = Timestamp.from(version.at().truncatedTo(ChronoUnit.MICROS));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setString(1, version.model());
            statement.setString(2, version.version());
            statement.setString(3, version.digest());
            statement.setString(4, json(version));
            statement.setTimestamp(5, at);
            statement.setTimestamp(6, at);
            statement.executeUpdate();
        }
    }

    private static String json(ModelInService version) {
        try {
            return ContractJson.MAPPER.writeValueAsString(version.card());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message that was read can be written", e);
        }
    }
}
