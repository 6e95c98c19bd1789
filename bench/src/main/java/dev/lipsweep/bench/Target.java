package dev.lipsweep.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The server under load and its database.
 *
 * @param home the server's folder: the disk that is measured beside it
 */
record Target(
    URI address,
    String adminToken,
    String workerToken,
    Path home,
    String databaseUrl,
    @Nullable String databaseUser,
    @Nullable String databasePassword) {

  /**
   * The server at {@code address} whose folder is {@code home}; the database is its own, or that of
   * the environment.
   */
  static Target of(URI address, Path home) throws IOException {
    String url = System.getenv("LIPSWEEP_DATABASE_URL");
    boolean embedded = url == null || url.isBlank();
    return new Target(
        address,
        read(home, "admin.token"),
        read(home, "worker.token"),
        home,
        embedded
            ? "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(read(home, "postgres.port"))
            : url,
        embedded ? "postgres" : System.getenv("LIPSWEEP_DATABASE_USER"),
        embedded ? read(home, "postgres.password") : System.getenv("LIPSWEEP_DATABASE_PASSWORD"));
  }

  private static String read(Path home, String file) throws IOException {
    return Files.readString(home.resolve(file)).strip();
  }

  Connection database() throws SQLException {
    var properties = new Properties();
    if (databaseUser != null) {
      properties.setProperty("user", databaseUser);
    }
    if (databasePassword != null) {
      properties.setProperty("password", databasePassword);
    }
    return DriverManager.getConnection(databaseUrl, properties);
  }

  @Override
  public String toString() {
    return "Target[%s]".formatted(address);
  }
}
