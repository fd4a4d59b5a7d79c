package io.histostream.results;

import io.histostream.devstack.DevStack;
import io.histostream.devstack.DevStackResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Looks into the tables past the service. */
public final class Rows {

    private Rows() {}

    /** A row of table {@code job}, column by column; empty if there is none. */
    public static Map<String, Object> job(UUID id) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("SELECT * FROM job WHERE job_id = ?")) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Object> row = new LinkedHashMap<>();
                if (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.put(rows.getMetaData().getColumnName(i), rows.getString(i));
                    }
                }
                return row;
            }
        }
    }

    /** How many jobs of a batch are in each state. */
    public static Map<String, Long> byState(UUID batch) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT state, count(*) FROM job WHERE batch_id = ? GROUP BY state")) {
            statement.setObject(1, batch);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Long> counts = new TreeMap<>();
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
                return counts;
            }
        }
    }

    /** The only column of a query. */
    public static List<String> texts(String sql) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    public static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    public static Connection connect() throws SQLException {
        DevStack stack = DevStackResource.stack();
        return DriverManager.getConnection(stack.jdbcUrl(), stack.databaseUser(), "");
    }
}
