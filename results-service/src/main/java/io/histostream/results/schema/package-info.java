/** The database's schema: the migrations in {@code db/migration}, applied when the database is there. */
package io.histostream.results.schema;
