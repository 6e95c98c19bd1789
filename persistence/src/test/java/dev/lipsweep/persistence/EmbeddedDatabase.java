package dev.lipsweep.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of a JVM; each asker gets an empty database of its own. */
public final class EmbeddedDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private EmbeddedDatabase() {}

  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "100").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The URL of a new, empty database. Its sessions are in a time zone that is neither UTC nor the
   * JVM's, so that whoever forgets a zone is found out.
   */
  public static String create() {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the tests", e);
    }
    return Server.INSTANCE.getJdbcUrl("postgres", name)
        + "&options=-c%20TimeZone=America/Los_Angeles";
  }
}
