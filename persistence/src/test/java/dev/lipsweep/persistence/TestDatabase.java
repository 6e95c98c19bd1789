package dev.lipsweep.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL for all tests of a JVM; each asker gets an empty database of its own. Embedded, or
 * in a container if the system property {@code postgres.image} names one.
 */
public final class TestDatabase {
  private static final String IMAGE = System.getProperty("postgres.image", "");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  private static final class Server {
    static final String URL = IMAGE.isEmpty() ? embedded() : contained();

    private static String embedded() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "100")
            .start()
            .getJdbcUrl("postgres", "postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Stopped at the end of the JVM, which is the end of its tests. */
    private static String contained() {
      var container = new PostgreSQLContainer(IMAGE);
      container.withDatabaseName("postgres").withUsername("postgres");
      container.start();
      Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
      return "%s&user=%s&password=%s"
          .formatted(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }
  }

  /**
   * The URL of a new, empty database. Its sessions are in a time zone that is neither UTC nor the
   * JVM's, so that whoever forgets a zone is found out.
   */
  public static String create() {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(Server.URL);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the tests", e);
    }
    return Server.URL.replaceFirst("/postgres\\?", "/" + name + "?")
        + "&options=-c%20TimeZone=America/Los_Angeles";
  }
}
