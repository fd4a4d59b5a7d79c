package io.histostream.results;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.exception.GenericJDBCException;

/** Runs plain SQL, a transaction at a time; trouble with the database is answered as it is for every other query. */
@Singleton
public class Database {

    /** What is done with a connection; it may not be kept. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Commits what the work did, or nothing of it if it throws. */
    public <T> T transaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } finally {
                // Of a committed transaction nothing is left to roll back.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new GenericJDBCException("a statement failed: SQLSTATE " + e.getSQLState(), e);
        }
    }
}
